import { StartError } from '#glue/errors';
import { allGroupings, crosses, groupingOf, readGrouping } from './grouping.js';

const ABC = ['bills', 'auth', 'todo'];

describe('groupings', () => {
  it('are all partitions, one process first', () => {
    expect(allGroupings(ABC).map(({ name }) => name)).toEqual([
      'auth,bills,todo',
      'auth,bills | todo',
      'bills | auth,todo',
      'auth | bills,todo',
      'auth | bills | todo',
    ]);
    expect(allGroupings(['a', 'b', 'c', 'd'])).toHaveLength(15);
  });

  it('are read with "," inside a process and "|" between them', () => {
    const { name, groups } = readGrouping('todo , bills| auth', ABC);
    expect(name).toBe('todo,bills | auth');
    expect(groups).toEqual([new Set(['todo', 'bills']), new Set(['auth'])]);
  });

  it.each([
    ['auth|todo', 'has no process for bills'],
    ['auth|todo|bills|mail', 'names "mail"'],
    ['', 'names ""'],
    ['auth,auth|todo|bills', 'has auth twice in one process'],
  ])('are refused: %j', (text, why) => {
    const read = () => readGrouping(text, ABC);
    expect(read).toThrow(StartError);
    expect(read).toThrow(why);
  });
});

describe('a call crosses', () => {
  it.each([
    [[['auth', 'todo']], false],
    [[['auth'], ['todo']], true],
    // todo brings its own auth along.
    [[['auth'], ['auth', 'todo']], false],
    // Only one of both processes of todo does.
    [[['auth', 'todo'], ['todo']], true],
  ])('from todo to auth in %j: %j', (groups, expected) => {
    expect(crosses(groupingOf(groups), 'todo', 'auth')).toBe(expected);
  });

  it('never to its own context', () => {
    expect(crosses(groupingOf([['auth'], ['todo']]), 'auth', 'auth')).toBe(false);
  });
});
