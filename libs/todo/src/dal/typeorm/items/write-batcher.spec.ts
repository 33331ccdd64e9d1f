import { setImmediate as turn } from 'node:timers/promises';
import type { StatementRunner } from '#glue/db';
import { type SharedWrite, WriteBatcher } from './write-batcher.js';

/** A batcher whose statements end on demand, and make all writes except one of item 13. */
function open() {
  const statements: { items: number[]; end: () => void }[] = [];
  const runner = {
    run: (_: unknown, [items]: [number[]]) =>
      new Promise((resolve) => {
        const made = items.flatMap((item, i) => (item === 13 ? [] : [{ n: i + 1 }]));
        statements.push({ items, end: () => resolve(made) });
      }),
  } as unknown as StatementRunner;
  const batcher = new WriteBatcher<{ item: number }>(runner, {
    statement: {} as SharedWrite<unknown>['statement'],
    values: ({ item }) => [item],
    exclusive: ({ item }) => item,
    constants: [],
  });
  return { statements, batcher };
}

const settled = async () => {
  for (let i = 0; i < 5; i++) await turn();
};

describe('WriteBatcher', () => {
  it('answers a write when its statement ends, however often others change one item', async () => {
    const { statements, batcher } = open();
    const greedy = Promise.all([1, 1, 1].map((item) => batcher.write({ item })));
    const other = batcher.write({ item: 2 });
    await settled();
    expect(statements.map(({ items }) => items)).toEqual([[1, 2]]);
    statements[0]!.end();
    expect(await other).toBe(true);
    for (const next of [1, 2]) {
      await settled();
      expect(statements[next]!.items).toEqual([1]);
      statements[next]!.end();
    }
    expect(await greedy).toEqual([true, true, true]);
  });

  it('reports the writes that a statement skipped', async () => {
    const { statements, batcher } = open();
    const outcomes = Promise.all([1, 13, 2].map((item) => batcher.write({ item })));
    await settled();
    statements[0]!.end();
    expect(await outcomes).toEqual([true, false, true]);
  });
});
