import type { RunningContestant } from '../contestants/contestant.js';
import type { BenchDatabase } from '../database/bench-database.js';
import { itemIdsOf } from '../database/profile.js';
import type { Visitor } from '../tokens.js';
import { getAll } from '../workloads/requests.js';
import { type AllItems, ask, itemsIn } from './ask.js';

const CHANGED = 'changed by plain SQL';

/**
 * No contestant caches lists: a change of a row by plain SQL is in the very next response.
 *
 * @throws Error that names a contestant with an outdated response
 */
export async function checkFreshness(
  contestants: RunningContestant[],
  visitor: Visitor,
  database: BenchDatabase,
): Promise<void> {
  const [id] = itemIdsOf(visitor.userId, database.profile);
  const setTitle = (title: string) =>
    database.query('UPDATE todo.to_do_items SET title = $2 WHERE id = $1', [id, title]);
  for (const { name, url } of contestants) {
    const titleOf = async () => {
      const { body } = await ask(url('todo'), getAll(visitor));
      return itemsIn(body as AllItems).find((item) => item.id === id)?.title;
    };
    const before = await titleOf();
    await setTitle(CHANGED);
    const after = await titleOf();
    await setTitle(before!);
    if (before === CHANGED || after !== CHANGED || (await titleOf()) !== before) {
      throw new Error(`${name} caches item lists: after a change by SQL it answered "${after}"`);
    }
  }
}
