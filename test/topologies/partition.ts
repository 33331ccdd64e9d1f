import { variablePrefix } from '#glue/config';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { AppProcess } from '../support/app-process.js';
import { freePort } from '../support/free-port.js';
import type { RunningSystem, UrlOf } from '../support/topology.js';
import { embedded, openFolderFor, type Storage } from './storage.js';

/** The contexts of each process. */
type Partition = string[][];

/** A system of which any context can be addressed. */
export interface PartitionedSystem extends RunningSystem {
  urlOf: UrlOf;
}

/** All ways of sharing contexts out to processes. */
export function partitionsOf(
  names: readonly string[] = ALL_CONTEXTS.map(({ name }) => name),
): Partition[] {
  const [first, ...others] = names;
  if (first === undefined) return [[]];
  return partitionsOf(others).flatMap((groups) => [
    [[first], ...groups],
    ...groups.map((group, i) => groups.with(i, [first, ...group])),
  ]);
}

/** So many are all of three contexts; of more contexts there are too many to run them all. */
const ALL_UP_TO = 5;

/** One process, and a process per context. */
export function isExtreme(groups: Partition): boolean {
  return groups.length === 1 || groups.every(({ length }) => length === 1);
}

/** A process per context. */
export function apart(): Partition {
  return partitionsOf().find((groups) => groups.every(({ length }) => length === 1))!;
}

/** The partitions that tests run: all, or the extremes and those with one context apart. */
export function testedPartitions(all = partitionsOf()): Partition[] {
  const isOneApart = (groups: Partition) =>
    groups.length === 2 && groups.some(({ length }) => length === 1);
  if (all.length <= ALL_UP_TO) return all;
  return all.filter((groups) => isExtreme(groups) || isOneApart(groups));
}

/** A monolith per group, which hosts the contexts of the group (`CONTEXTS`). */
export function partition(groups: Partition, open: () => Promise<Storage> = embedded) {
  return {
    name: `processes of ${groups.map((group) => group.join(' and ')).join(', of ')}`,
    async start(env: NodeJS.ProcessEnv = {}): Promise<PartitionedSystem> {
      const storage = await open();
      const folder = await openFolderFor(storage);
      const ports = await Promise.all(groups.map(() => freePort()));
      const variables = { ...addresses(groups, ports), ...storage.env, ...env };
      const start = () =>
        Promise.all(
          groups.map((group, i) =>
            AppProcess.start('monolith', folder.path, {
              ...variables,
              CONTEXTS: group.join(','),
              PORT: `${ports[i]}`,
            }),
          ),
        );
      let apps = await start();
      let earlierLogs = '';
      const log = () => apps.map((app) => app.log).join('');
      const stop = () => Promise.all(apps.map((app) => app.stop()));
      const urlOf = (context: string) =>
        apps[groups.findIndex((group) => group.includes(context))]!.url;
      return {
        urlOf,
        get authUrl() {
          return urlOf('auth');
        },
        get todoUrl() {
          return urlOf('todo');
        },
        folder: folder.path,
        env: variables,
        log: () => earlierLogs + log(),
        stop,
        crash: async () => {
          await Promise.all(apps.map((app) => app.kill()));
          earlierLogs += log();
          apps = await start();
        },
        dispose: async () => {
          await stop();
          await storage.remove();
          await folder.remove();
        },
      };
    },
  };
}

/** The address of each context, also for processes that host it and need none. */
function addresses(groups: Partition, ports: number[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    groups.flatMap((group, i) =>
      group.map((name) => [`${variablePrefix(name)}_API_URL`, `http://127.0.0.1:${ports[i]}`]),
    ),
  );
}
