import { MoveError } from '../move-error.js';
import { type Found, ofAnother } from './found.js';

/** - `begin`: also continues a move that had not prepared its copy
 *  - `resume`: a partial copy exists
 *  - `finish`: the target is in charge; what is left over is removed */
export type Step = 'begin' | 'resume' | 'finish';

/**
 * What remains to be done, by the rows of both addresses.
 *
 * @throws MoveError if the target has data of something else, or the source is not in charge
 */
export function planMove(source: Found, target: Found): Step {
  const [from, to] = [source.row, target.row];
  if (from?.state === 'left') return afterHandover(source, target);
  if (from?.state === 'arriving') {
    throw new MoveError(
      `${source.name}: a copy is not complete here, so there is nothing to move from. Give the address in charge by --from.`,
    );
  }
  if (from?.state === 'leaving' && from.other !== target.name) {
    throw new MoveError(
      `a move from ${source.name} to ${from.other} has begun. Finish it, or end it by --abort.`,
    );
  }
  if (!to) return 'begin';
  if (to.state === 'arriving') {
    if (from?.state === 'leaving' && from.move === to.move) return 'resume';
    throw new MoveError(ofAnother(target));
  }
  if (to.state === 'left' && to.lineage === from?.lineage && to.generation < from.generation) {
    return 'begin';
  }
  throw new MoveError(
    `${target.name}: other data are in charge there, or were. Drop that schema, or choose another database.`,
  );
}

function afterHandover({ name, row }: Found, target: Found): Step {
  if (target.row?.move === row!.move && /^(arriving|active)$/.test(target.row.state))
    return 'finish';
  throw new MoveError(
    `${name}: the data were moved from here to ${row!.other}. Set the variable to that address, or give the address in charge by --from.`,
  );
}
