import { setTimeout as delay } from 'node:timers/promises';
import type { MailSystem } from './mail-system.js';

/** How long work takes here and now, in ms. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Kills auth in the middle of a request, and starts it again.
 *
 * @param ms how long the request takes undisturbed
 * @returns its status, if there was an answer
 */
export async function killIn(
  system: MailSystem,
  random: () => number,
  ms: number,
  request: () => Promise<{ status: number }>,
): Promise<number | undefined> {
  const answer = request().then(
    ({ status }) => status,
    () => undefined,
  );
  await delay(2 * ms * random());
  await system.app('auth').kill();
  const status = await answer;
  await system.startApp('auth');
  return status;
}
