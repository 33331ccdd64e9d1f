import { setTimeout as delay } from 'node:timers/promises';

/** How often work is begun. */
export interface Rate {
  count: number;
  perSecond: number;
  /** On a busy machine so much runs at once, and the rest begins later. */
  atOnce: number;
}

/** Begins work at a steady rate, and resolves to the results of all. */
export async function atSteadyRate<T>(
  { count, perSecond, atOnce }: Rate,
  work: () => Promise<T>,
): Promise<T[]> {
  const begun = performance.now();
  const results: T[] = [];
  const worker = async (first: number) => {
    for (let i = first; i < count; i += atOnce) {
      await delay(begun + (i * 1_000) / perSecond - performance.now());
      results.push(await work());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, first) => worker(first)));
  return results;
}
