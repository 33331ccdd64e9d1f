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
  await terminal.print(`${fullName} ${meaningOf(from, count)}`);
  const answer = isConfirmed ? 'yes' : await terminal.ask('Move it there? Type yes: ');
  if (answer?.trim() !== 'yes') {
    await terminal.print('Nothing was changed. Add --yes to move it.');
    return EXIT.needsDecision;
  }
  await handler.replay(from);
  await terminal.print(`${fullName}: continues at ${nameOf(from)}.`);
  return EXIT.done;
}

function meaningOf(from: ReplayStart, count: number): string {
  if (from === 'end') return 'passes over all events that there are.';
  if (from === 'snapshot') return 'loads its snapshot again, and applies the events from now on.';
  return (
    `applies ${count} events from ${nameOf(from)} on: those that it has applied ` +
    'before have their effects again.'
  );
}

function nameOf(from: ReplayStart): string {
  if (typeof from === 'number') return `event ${from}`;
  return { end: 'the end', first: 'the first event', snapshot: 'its snapshot' }[from];
}
