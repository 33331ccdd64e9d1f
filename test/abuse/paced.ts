import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs work `perSecond` times a second for `forMs`, whether the earlier runs are done or not, and
 * resolves to their times from when they were due, in ms.
 */
export async function paced(
  perSecond: number,
  forMs: number,
  work: () => Promise<void>,
): Promise<number[]> {
  const start = performance.now();
  const all: Promise<number>[] = [];
  for (let due = start; due < start + forMs; due += 1_000 / perSecond) {
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    all.push(work().then(() => performance.now() - due));
  }
  return Promise.all(all);
}
