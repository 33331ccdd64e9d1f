import type { OperatedHandler } from '../events/index.js';
import type { Terminal } from '../tools/index.js';

const FINE = 0;
const NEEDS_DECISION = 4;

/** Lets a handler apply events again, after a confirmation. @returns the exit code */
export async function replayEvents(
  handler: OperatedHandler,
  from: number,
  isConfirmed: boolean,
  terminal: Terminal,
): Promise<number> {
  const { fullName } = handler;
  const count = await handler.replayed(from);
  await terminal.print(
    `${fullName} applies ${count} events from ${from} on, those that it has applied once more: ` +
      'each has its effect again.',
  );
  const answer = isConfirmed ? 'yes' : await terminal.ask('Apply them again? Type yes: ');
  if (answer?.trim() !== 'yes') {
    await terminal.print('Nothing was changed. Add --yes to apply them again.');
    return NEEDS_DECISION;
  }
  await handler.replay(from);
  await terminal.print(`${fullName}: continues at event ${from}.`);
  return FINE;
}
