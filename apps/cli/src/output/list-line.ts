import type { List } from '../lists.js';
import type { Piece } from './output.js';

/** A line for a list: its id, its name, and whether it is archived or shared. */
export function listLine({ id, name, archived, shared }: List): Piece[] {
  const marks = [archived ? 'archived' : '', shared ? 'shared' : ''].filter(Boolean);
  return [
    [String(id).padStart(4), 'dim'],
    `  ${name}`,
    [marks.map((mark) => `  ${mark}`).join(''), 'dim'],
  ];
}
