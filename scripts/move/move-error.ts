/** Why a move is refused, or stops: one line, with the cure. Nothing is lost; it can be run again. */
export class MoveError extends Error {
  override readonly name = 'MoveError';
}
