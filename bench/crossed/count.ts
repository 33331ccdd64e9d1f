import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Cleanup } from '../cleanup.js';
import type { RunningContestant } from '../contestants/contestant.js';
import { Product } from '../contestants/product.js';
import { built } from '../paths.js';
import { create, getAll, logIn, send, settle } from '../versions/populate.js';
import type { Version } from '../versions/version.js';

const TRIES = 3;
const PAUSE_MS = 50;
const PROBE = built('bench/crossed/probe.js');
const REQUESTS = [
  ['login', 'auth', logIn],
  ['`get/all`, cold', 'todo', getAll],
  ['`get/all`, cached', 'todo', getAll],
  ['`create`', 'todo', create],
] as const;

/** The own files that a request crosses, by the name of the request and of the contestant. */
export type Crossed = Record<string, string[]>;

/** Counts on embedded databases, in one process and in two. */
export async function countFiles(version: Version, cleanup: Cleanup): Promise<Crossed> {
  const build = await realpath(join(version.folder, 'dist'));
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  // No event is polled for, and on a busy machine no cached request becomes a cold one.
  const env = { FILES_RUN: folder, EVENTS_POLL_MS: '3600000', SESSION_CACHE_MS: '10000' };
  // Not bundled: each file has its own name there.
  const app = (name: string) => ['--import', PROBE, join(build, 'apps', name, 'src/main.js')];
  const product = new Product(cleanup, async () => env, app);
  const home = pathToFileURL(`${build}/`).href;
  const counted: Crossed = {};
  for (const contestant of [product.monolith(), product.split()]) {
    const running = await contestant.start();
    for (let n = 0; n < TRIES; n++) {
      for (const [request, files] of await countRequests(running, n, folder)) {
        const key = `${request}, ${contestant.name}`;
        const own = files
          .flatMap((url) => (url.startsWith(home) ? url.slice(home.length) : []))
          .filter((file) => !PROBE.endsWith(file));
        // Other code, such as a timer, runs in few of the tries.
        counted[key] = counted[key]?.filter((file) => own.includes(file)) ?? own;
      }
    }
    await running.stop();
  }
  return counted;
}

/** The files that each request of a new user crosses, in all processes together. */
async function countRequests({ url, pids }: RunningContestant, n: number, folder: string) {
  const run = async () => (await Promise.all(pids.map((pid) => filesRun(pid, folder)))).flat();
  const person = await settle(url, n);
  const counted: [string, string[]][] = [];
  await run();
  for (const [name, service, request] of REQUESTS) {
    const answer = await send(url(service), request(person));
    counted.push([name, [...new Set(await run())]]);
    if (request === logIn) person.headers['token'] = JSON.parse(answer) as string;
  }
  return counted;
}

/** The URLs of the files of which a function has run since the last call. */
async function filesRun(pid: number, folder: string): Promise<string[]> {
  await delay(PAUSE_MS); // what follows a response, such as its log line
  process.kill(pid, 'SIGUSR2');
  const file = join(folder, `${pid}`);
  for (;;) {
    await delay(PAUSE_MS);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (!text) continue;
    await rm(file);
    return JSON.parse(text) as string[];
  }
}
