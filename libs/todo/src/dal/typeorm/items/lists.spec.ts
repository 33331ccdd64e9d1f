import type { StatementRunner } from '#glue/db';
import { commonErrors } from '#glue/errors';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import type { ListRow } from './list.statement.js';
import { Lists } from './lists.js';

const OWNED: Record<number, number> = { 1: 10_000, 2: 9_000, 3: 600, 4: 700, 5: 20 };

const SHARING = {
  calls: 2,
  size: 100,
  waitMs: 5_000,
  unavailable: commonErrors.database_unavailable,
};

/** Lists whose statements end on demand. */
function open() {
  const running: { userIds: number[]; end: () => void }[] = [];
  const run = (_: unknown, [userIds, most]: [number[], number | null]) =>
    new Promise((resolve) => {
      const end = () => resolve(userIds.map((id, i) => rowOf(id, most, i + 1)));
      running.push({ userIds, end });
    });
  const lists = new Lists({ run, sharing: SHARING } as unknown as StatementRunner);
  const begun = () => running.map(({ userIds }) => userIds.join());
  const end = (userId: number) => {
    const index = running.findIndex(({ userIds }) => userIds.includes(userId));
    running.splice(index, 1)[0]!.end();
  };
  return { lists, begun, end };
}

function rowOf(userId: number, most: number | null, n: number): Partial<ListRow> {
  const owned_items = OWNED[userId]!;
  return { n, owned_items, unread: most !== null && owned_items > most };
}

describe('Lists', () => {
  it('reads one very long list, one long list, and all short ones at once', async () => {
    const { lists, begun, end } = open();
    const until = (expected: string[]) =>
      waitFor(
        () => begun().join(' ') === expected.join(' '),
        5_000,
        () => `${expected.join(' ')}, not ${begun().join(' ')}`,
      );
    const firstLook = Promise.all([1, 2, 3, 4].map((id) => lists.read(id)));
    await until(['1,2,3,4']);
    end(1);
    expect((await firstLook).map(({ unread }) => unread)).toEqual([true, true, true, true]);

    const all = [1, 2, 3, 4, 5].map((id) => lists.read(id));
    await until(['1', '3', '5']);
    end(3);
    await until(['1', '5', '4']);
    end(1);
    await until(['5', '4', '2']);
    for (const id of [5, 4, 2]) end(id);
    expect((await Promise.all(all)).map(({ owned_items }) => owned_items)).toEqual(
      [1, 2, 3, 4, 5].map((id) => OWNED[id]),
    );
  });
});
