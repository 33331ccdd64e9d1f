import { MoveError } from '../move-error.js';
import type { StateRow } from '../place/state.js';
import { assertAbortable } from './assert-abortable.js';
import { row } from './state-row.suite.js';

const check = (source?: StateRow, target?: StateRow) => () =>
  assertAbortable({ name: 'old', row: source }, { name: 'new', row: target });

describe('assertAbortable', () => {
  it.each<[string, StateRow | undefined, StateRow | undefined]>([
    ['a move with its copy', row('leaving'), row('arriving')],
    ['a move before its copy', row('leaving'), undefined],
    ['a move back before its copy', row('leaving', { move: 'second' }), row('left')],
    ['what was aborted', undefined, undefined],
    ['a move back that was aborted', row('active'), row('left')],
  ])('lets %s be aborted', (_, source, target) => {
    expect(check(source, target)).not.toThrow();
  });

  it.each<[string, StateRow | undefined, StateRow | undefined, string]>([
    ['a finished move', row('left'), row('active'), 'the data were moved to new'],
    ['a handover that is not complete', row('left'), row('arriving'), 'the data were moved to new'],
    ['a copy as source', row('arriving'), undefined, 'a copy is not complete here'],
    ['a move to a third address', row('leaving', { other: 'third' }), undefined, 'is to third'],
    [
      'a copy of another move',
      row('leaving'),
      row('arriving', { move: 'second', other: 'third' }),
      'of another move is there, from third',
    ],
    ['a copy that the source does not know', undefined, row('arriving'), 'of another move'],
    ['a copy after a move that was aborted', row('active'), row('arriving'), 'of another move'],
    ['a target in charge', row('leaving'), row('active'), 'is in charge of the data'],
  ])('refuses %s', (_, source, target, message) => {
    expect(check(source, target)).toThrow(MoveError);
    expect(check(source, target)).toThrow(message);
  });
});
