import { MoveError } from '../move-error.js';
import { type Found, ofAnother } from './found.js';

/**
 * Nothing is removed unless both addresses say that it is of one move, whose source is in charge.
 *
 * @throws MoveError with what to do instead
 */
export function assertAbortable(source: Found, target: Found): void {
  const [from, to] = [source.row, target.row];
  if (from?.state === 'left') {
    throw new MoveError(
      `the data were moved to ${from.other}. To move them back, see docs/moving.md, "To go back".`,
    );
  }
  if (from?.state === 'arriving') {
    throw new MoveError(
      `${source.name}: a copy is not complete here. Give the address in charge by --from.`,
    );
  }
  if (from?.state === 'leaving' && from.other !== target.name) {
    throw new MoveError(
      `the move from ${source.name} is to ${from.other}, not to ${target.name}. Give that address by --to.`,
    );
  }
  const isOfThisMove = from?.state === 'leaving' && from.move === to?.move;
  if (to?.state === 'arriving' && !isOfThisMove) throw new MoveError(ofAnother(target));
  if (to?.state === 'active' && isOfThisMove) {
    throw new MoveError(
      `${target.name}: is in charge of the data. ${source.name} is older: was a backup restored there?`,
    );
  }
}
