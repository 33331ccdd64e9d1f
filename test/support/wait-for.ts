import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/** A busy machine asks less often: a condition has this many chances, in three times the limit at most. */
const CHANCES_PER_SECOND = 10;

/**
 * Waits until a condition holds.
 *
 * @throws Error that names the condition, after `limitMs`; later if the condition was asked for rarely
 */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
  what: () => string,
): Promise<void> {
  const start = performance.now();
  const wanted = (limitMs / 1_000) * CHANCES_PER_SECOND;
  for (let chances = 1; !(await condition()); chances++) {
    const ms = performance.now() - start;
    if (ms > (chances < wanted ? 3 * limitMs : limitMs))
      throw new Error(`waited ${limitMs} ms for ${what()}`);
    await delay(POLL_MS);
  }
}
