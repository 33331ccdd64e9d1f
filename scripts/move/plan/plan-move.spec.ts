import { MoveError } from '../move-error.js';
import type { StateRow } from '../place/state.js';
import { planMove } from './plan-move.js';
import { row } from './state-row.suite.js';

const plan = (source?: StateRow, target?: StateRow) =>
  planMove({ name: 'old', row: source }, { name: 'new', row: target });

describe('planMove', () => {
  it.each<[string, StateRow | undefined, StateRow | undefined, string]>([
    ['begins', undefined, undefined, 'begin'],
    ['begins a move that was killed before its copy', row('leaving'), undefined, 'begin'],
    ['begins after an aborted one', row('active', { generation: 1 }), undefined, 'begin'],
    ['resumes', row('leaving'), row('arriving', { generation: 1 }), 'resume'],
    ['finishes after the handover', row('left'), row('arriving', { generation: 1 }), 'finish'],
    ['finishes again', row('left'), row('active', { generation: 1 }), 'finish'],
    ['moves back', row('active', { generation: 1 }), row('left'), 'begin'],
    ['moves back, after a kill', row('leaving', { generation: 1 }), row('left'), 'begin'],
  ])('%s', (_, source, target, step) => {
    expect(plan(source, target)).toBe(step);
  });

  it.each<[string, StateRow | undefined, StateRow | undefined, string]>([
    ['an incomplete copy as source', row('arriving'), undefined, 'a copy is not complete here'],
    ['a second target', row('leaving', { other: 'third' }), undefined, 'to third has begun'],
    ['a copy of another move', row('leaving'), row('arriving', { move: 'x' }), 'of another move'],
    ['a copy without a move', undefined, row('arriving'), 'of another move'],
    ['other data', undefined, row('active'), 'other data are in charge there'],
    [
      'data of another history',
      row('active', { generation: 1 }),
      row('left', { lineage: 'two' }),
      'other data',
    ],
    ['newer data', row('active', { generation: 1 }), row('left', { generation: 2 }), 'other data'],
    [
      'a source whose data are elsewhere',
      row('left', { other: 'third' }),
      undefined,
      'were moved from here to third',
    ],
  ])('refuses %s', (_, source, target, message) => {
    expect(() => plan(source, target)).toThrow(MoveError);
    expect(() => plan(source, target)).toThrow(message);
  });
});
