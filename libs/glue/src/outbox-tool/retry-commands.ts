import { StartError } from '../errors/index.js';
import type { OperatedOutbox, ParkedCommand, Retried } from '../outbox/index.js';
import { EXIT, type Terminal } from '../tools/index.js';
import type { Operated } from './operated.js';

/** So many parked commands are read at a time, and not seen before. */
const PAGE = 100;

/** Queues one command again. @throws StartError if it is not parked, or may have a second effect */
export async function retryCommand(
  { context, outbox }: Operated,
  id: string,
  mayRepeat: boolean,
): Promise<void> {
  const retried = await outbox.retry(id, { mayRepeat });
  if (retried === 'not_parked') throw new StartError(`${context} has no parked command ${id}.`);
  if (retried === 'may_repeat') throw new StartError(mayRepeatText(context, id));
}

/**
 * Queues all commands again that are parked now, or those to one contract. None of them may have a
 * second effect: that is decided for each by itself.
 *
 * @returns the exit code
 * @throws StartError if there are none to this contract
 */
export async function retryCommands(
  { context, outbox }: Operated,
  contract: string | undefined,
  terminal: Terminal,
): Promise<number> {
  const results: Retried[] = [];
  for await (const { id, contract: to } of parkedIn(outbox)) {
    terminal.signal.throwIfAborted();
    if (contract !== undefined && contract !== to) continue;
    const result = await outbox.retry(id, { mayRepeat: false });
    results.push(result);
    if (result === 'retried') await terminal.print(`${context}: command ${id} is queued again.`);
    if (result === 'may_repeat') await terminal.print(mayRepeatText(context, id));
  }
  if (results.length === 0 && contract !== undefined)
    throw new StartError(`${context} has no parked commands to ${contract}.`);
  if (results.length === 0) await terminal.print(`${context}: nothing is parked.`);
  return results.includes('may_repeat') ? EXIT.failed : EXIT.done;
}

/** Each once: one that is refused again is parked anew, behind the others. */
async function* parkedIn(outbox: OperatedOutbox): AsyncGenerator<ParkedCommand> {
  const seen = new Set<string>();
  for (;;) {
    const page = await outbox.parked(seen.size + PAGE);
    const others = page.filter(({ id }) => !seen.has(id));
    if (others.length === 0) return;
    others.forEach(({ id }) => seen.add(id));
    yield* others;
  }
}

function mayRepeatText(context: string, id: string): string {
  return (
    `${context}: command ${id} may have had its effect, and its key is too old to send it with. ` +
    `Check that it had none: npm run outbox -- retry ${context} ${id} --may-repeat`
  );
}
