import { StartError } from '../errors/index.js';
import type { OperatedHandler } from '../events/index.js';
import type { Terminal } from '../tools/index.js';

const FINE = 0;
/** An event still cannot be applied. */
const FAILED = 1;

/**
 * Lets stopped handlers run again, and applies parked events: one of them, or all of the handlers.
 *
 * @returns the exit code
 * @throws StartError if the one event is not parked, or cannot be applied
 */
export async function retryEvents(
  handlers: readonly OperatedHandler[],
  event: number | undefined,
  terminal: Terminal,
): Promise<number> {
  let exit = FINE;
  for (const handler of handlers) {
    if (event !== undefined) {
      await handler.retryParked(event);
      await terminal.print(`${handler.fullName}: event ${event} is applied.`);
      continue;
    }
    if (await handler.resume()) await terminal.print(`${handler.fullName}: runs again.`);
    if (!(await retryAll(handler, terminal))) exit = FAILED;
  }
  return exit;
}

/** A page at a time, and each event once. @returns whether all were applied */
async function retryAll(handler: OperatedHandler, terminal: Terminal): Promise<boolean> {
  const failed = new Set<number>();
  for (;;) {
    const { parked } = await handler.status();
    const next = parked.find(({ id }) => !failed.has(id));
    if (!next) return failed.size === 0;
    terminal.signal.throwIfAborted();
    try {
      await handler.retryParked(next.id);
      await terminal.print(`${handler.fullName}: event ${next.id} is applied.`);
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      failed.add(next.id);
      await terminal.print(error.message);
    }
  }
}
