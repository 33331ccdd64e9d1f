import {
  type Behind,
  FIRST_PAGE,
  type HandlerStatus,
  MAX_COUNTED,
  type OperatedHandler,
} from '../events/index.js';
import { EXIT, type Terminal } from '../tools/index.js';

/** Prints a line for each handler, and for each of its first parked events. @returns the exit code */
export async function listHandlers(
  handlers: readonly OperatedHandler[],
  terminal: Terminal,
): Promise<number> {
  let exit: number = EXIT.done;
  for (const each of handlers) {
    terminal.signal.throwIfAborted();
    const status = await each.status();
    if (status.position?.stopped !== undefined || status.parked.length > 0)
      exit = EXIT.needsDecision;
    await terminal.print([`${each.fullName}: ${stateOf(status)}`, ...parkedIn(status)].join('\n'));
  }
  return exit;
}

function stateOf({ position, behind, next }: HandlerStatus): string {
  if (!position) return 'has not begun';
  const { loading, stopped } = position;
  const event = `at event ${position.cursor?.id ?? 0}, ${textOf(behind)}`;
  const at =
    loading === undefined ? event : `loading a snapshot, ${pageAt(loading)}; then ${event}`;
  if (stopped === undefined) return at;
  const where = next && loading === undefined ? ` at event ${next.id} (${next.type})` : '';
  return `${at}; stopped${where} ${sinceOf(position.stoppedAt)}: ${stopped}`;
}

function pageAt(loading: string): string {
  return loading === FIRST_PAGE ? 'at its first page' : `after ${loading}`;
}

function textOf(behind: Behind | undefined): string {
  if (!behind) return 'its provider is unavailable';
  if (behind.events === 0) return 'nothing to apply';
  const count = behind.events === MAX_COUNTED ? `${MAX_COUNTED} or more` : behind.events;
  return `${count} to apply, the first ${Math.round(behind.seconds)} s old`;
}

function sinceOf(date: Date | undefined): string {
  return `since ${date?.toISOString() ?? 'an earlier version'}`;
}

function parkedIn({ parked, parkedCount }: HandlerStatus): string[] {
  const lines = parked.map(
    ({ id, type, parkedAt, reason }) => `  parked ${id} (${type}) ${sinceOf(parkedAt)}: ${reason}`,
  );
  const left = parkedCount - parked.length;
  return left > 0 ? [...lines, `  and ${left} more`] : lines;
}
