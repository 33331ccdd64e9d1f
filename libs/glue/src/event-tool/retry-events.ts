import { StartError } from '../errors/index.js';
import type { OperatedHandler } from '../events/index.js';
import { EXIT, type Terminal } from '../tools/index.js';

/** So many parked events are read at a time. */
const PAGE = 100;

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
  let exit: number = EXIT.done;
  for (const handler of handlers) {
    if (event !== undefined) {
      await handler.retryParked(event);
      await terminal.print(`${handler.fullName}: event ${event} is applied.`);
      continue;
    }
    if (await handler.resume()) await terminal.print(`${handler.fullName}: runs again.`);
    if (!(await retryAll(handler, terminal))) exit = EXIT.failed;
  }
  return exit;
}

/** A page at a time, and each event once. @returns whether all were applied */
async function retryAll(handler: OperatedHandler, terminal: Terminal): Promise<boolean> {
  const failed = new Set<number>();
  for (;;) {
    // Those that failed are still there, and are the first.
    const parked = await handler.parked(failed.size + PAGE);
    const left = parked.filter(({ id }) => !failed.has(id));
    if (left.length === 0) return failed.size === 0;
    for (const { id } of left) {
      terminal.signal.throwIfAborted();
      if (!(await retryOne(handler, id, terminal))) failed.add(id);
    }
  }
}

/** @returns whether it was applied */
async function retryOne(handler: OperatedHandler, id: number, terminal: Terminal) {
  try {
    await handler.retryParked(id);
    await terminal.print(`${handler.fullName}: event ${id} is applied.`);
    return true;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    await terminal.print(error.message);
    return false;
  }
}
