import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { variablePrefix } from '#glue/config';
import type { Grouping } from '../model/grouping.js';
import { App } from './app.js';
import { freePort } from './free-port.js';
import { Running } from './running.js';

/** Running processes of one grouping, on embedded databases, each of which records its calls. */
export interface Stage {
  /** The address of the process of a context. */
  urlOf(context: string): string;
  readonly recordings: readonly string[];
  /** Stops the processes: afterwards the recordings are complete. */
  stop(): Promise<void>;
  /** Removes all files. */
  remove(): Promise<void>;
}

interface Part {
  readonly group: ReadonlySet<string>;
  readonly port: number;
  /** Where other processes reach it. */
  readonly outerPort: number;
}

/** @param latencyMs what the network between processes adds, there and back */
export async function openStage({ groups }: Grouping, latencyMs: number): Promise<Stage> {
  const running = await Running.open();
  const { folder, apps } = running;
  const [stop, remove] = [() => running.stop(), () => running.remove()];
  try {
    const parts: Part[] = [];
    for (const group of groups) {
      const port = await freePort();
      parts.push({ group, port, outerPort: await delayed(port, latencyMs, running.networks) });
    }
    const recordings = parts.map((_part, i) => join(folder, `calls-${i}.jsonl`));
    parts.forEach((part, i) => apps.push(App.start(folder, envOf(part, parts, recordings[i]!))));
    await Promise.all(apps.map((app, i) => app.ready(urlAt(parts[i]!.port))));
    const urlOf = (context: string) => urlAt(parts.find(({ group }) => group.has(context))!.port);
    return { urlOf, recordings, stop, remove };
  } catch (error) {
    await stop();
    await remove();
    throw error;
  }
}

function envOf({ group, port }: Part, parts: readonly Part[], recording: string) {
  const others = parts.flatMap((part) =>
    [...part.group].filter((name) => !group.has(name)).map((name) => [name, part] as const),
  );
  return {
    CONTEXTS: [...group].join(','),
    PORT: `${port}`,
    RECORD_CALLS: recording,
    ...Object.fromEntries(
      others.map(([name, { outerPort }]) => [`${variablePrefix(name)}_API_URL`, urlAt(outerPort)]),
    ),
  };
}

/** A port that leads to another one over a slow network; the port itself without latency. */
async function delayed(port: number, latencyMs: number, networks: ChildProcess[]): Promise<number> {
  if (latencyMs === 0) return port;
  const file = fileURLToPath(new URL('network-process.js', import.meta.url));
  const network = fork(file, [`${port}`, `${latencyMs / 2}`]);
  networks.push(network);
  const [outer] = (await once(network, 'message')) as [number];
  return outer;
}

function urlAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}
