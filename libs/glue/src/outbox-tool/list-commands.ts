import type { OutboxCount, ParkedCommand } from '../outbox/index.js';
import { EXIT, type Terminal } from '../tools/index.js';
import type { Operated } from './operated.js';

/** So many parked commands of a context are listed. */
const LISTED = 1_000;

/** Prints a line for each contract, and for each parked command. @returns the exit code */
export async function listCommands(
  { context, outbox }: Operated,
  terminal: Terminal,
): Promise<number> {
  const counts = await outbox.counts();
  if (counts.length === 0) await terminal.print(`${context}: nothing waits, nothing is parked`);
  const parked = await outbox.parked(LISTED);
  for (const count of counts.toSorted((a, b) => (a.contract < b.contract ? -1 : 1))) {
    terminal.signal.throwIfAborted();
    const listed = parked.filter(({ contract }) => contract === count.contract);
    const left = count.parked - listed.length;
    const more = left > 0 ? [`  and ${left} more`] : [];
    await terminal.print([stateOf(context, count), ...listed.map(lineOf), ...more].join('\n'));
  }
  return parked.length > 0 ? EXIT.needsDecision : EXIT.done;
}

function stateOf(context: string, { contract, pending, parked, oldestSeconds }: OutboxCount) {
  // The provider of a queue is not a context.
  const name = contract === context ? context : `${context} to ${contract}`;
  const age = `, the oldest ${Math.round(oldestSeconds)} s old`;
  return `${name}: ${pending} waiting${pending > 0 ? age : ''}, ${parked} parked`;
}

function lineOf(parked: ParkedCommand): string {
  const { id, contract, call, parkedAt, tries, code, hasExpired, orderBy } = parked;
  const reason = hasExpired ? `expired${code === null ? '' : `, last ${code}`}` : code;
  const count = `${tries} ${tries === 1 ? 'try' : 'tries'}`;
  const behind = orderBy === null ? '' : '; holds up later ones of its order';
  return `  parked ${id} (${contract}.${call}) since ${parkedAt.toISOString()}: ${reason}, ${count}${behind}`;
}
