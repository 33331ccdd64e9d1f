import {
  type Behind,
  type HandlerStatus,
  MAX_COUNTED,
  type OperatedHandler,
} from '../events/index.js';
import { EXIT, type Terminal } from '../tools/index.js';

/** Prints a line for each handler and each parked event. @returns the exit code */
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
  const at = `at event ${position.cursor?.id ?? 0}, ${textOf(behind)}`;
  if (position.stopped === undefined) return at;
  const where = next ? ` at event ${next.id} (${next.type})` : '';
  return `${at}; stopped${where} ${sinceOf(position.stoppedAt)}: ${position.stopped}`;
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

function parkedIn({ parked }: HandlerStatus): string[] {
  return parked.map(
    ({ id, type, parkedAt, reason }) => `  parked ${id} (${type}) ${sinceOf(parkedAt)}: ${reason}`,
  );
}
