import type { OperatedHandler, ReplayStart } from '../events/index.js';
import { EXIT, type Terminal } from '../tools/index.js';

/** Lets a handler apply events again, after a confirmation. @returns the exit code */
export async function replayEvents(
  handler: OperatedHandler,
  from: ReplayStart,
  isConfirmed: boolean,
  terminal: Terminal,
): Promise<number> {
  const { fullName } = handler;
  const count = await handler.replayed(from);
  await terminal.print(
    from === 'end'
      ? `${fullName} passes over all events that there are.`
      : `${fullName} applies ${count} events from ${nameOf(from)} on: those that it has applied ` +
          'before have their effects again.',
  );
  const answer = isConfirmed ? 'yes' : await terminal.ask('Move it there? Type yes: ');
  if (answer?.trim() !== 'yes') {
    await terminal.print('Nothing was changed. Add --yes to move it.');
    return EXIT.needsDecision;
  }
  await handler.replay(from);
  await terminal.print(`${fullName}: continues at ${nameOf(from)}.`);
  return EXIT.done;
}

function nameOf(from: ReplayStart): string {
  if (typeof from === 'number') return `event ${from}`;
  return from === 'end' ? 'the end' : 'the first event';
}
