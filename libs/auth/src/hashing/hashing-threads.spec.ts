import { readdir, readFile } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { HashingThreads } from './hashing-threads.js';

const COST = { memoryCost: 1_024, timeCost: 1, parallelism: 1 };
const job = { password: 'password' };

/** The niceness of each thread of this process, on Linux: proc(5), field 19. */
async function nicenesses(): Promise<number[]> {
  const tasks = await readdir('/proc/self/task');
  const stats = await Promise.all(
    tasks.map((id) => readFile(`/proc/self/task/${id}/stat`, 'utf8')),
  );
  return stats.map((stat) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]));
}

function workerOf(threads: HashingThreads): Worker {
  const [thread] = Reflect.get(threads, 'threads') as object[];
  return Reflect.get(thread!, 'worker') as Worker;
}

describe('HashingThreads', () => {
  it('hash sequential jobs in one thread, and concurrent jobs in at most the allowed number', async () => {
    const threads = new HashingThreads(COST, 2);
    await threads.do(job);
    await threads.do(job);
    expect(threads.count).toBe(1);
    const hashes = await Promise.all(Array.from({ length: 10 }, () => threads.do(job)));
    expect(threads.count).toBe(2);
    expect(new Set(hashes).size).toBe(10);
  });

  it('end after some idle time, and start again', async () => {
    const threads = new HashingThreads(COST, 1, 1);
    await threads.do(job);
    while (threads.count > 0) await new Promise(setImmediate);
    expect(await threads.do(job)).toMatch(/^\$argon2id/);
  });

  it('reject the jobs of a thread that ended, and start again', async () => {
    const threads = new HashingThreads(COST, 1);
    await threads.do(job);
    const waiting = Array.from({ length: 3 }, () => threads.do(job));
    const told = Promise.allSettled(waiting);
    await workerOf(threads).terminate();
    expect((await told).at(-1)).toMatchObject({ reason: { message: 'the thread ended' } });
    expect(await threads.do(job)).toMatch(/^\$argon2id/);
  });

  it('have a lower priority than the threads that answer requests', async () => {
    const threads = new HashingThreads(COST, 1);
    await threads.do(job);
    const isLinux = process.platform === 'linux';
    const found = isLinux ? await nicenesses() : [];
    expect(found).toEqual(expect.arrayContaining(isLinux ? [0, 10] : []));
  });
});
