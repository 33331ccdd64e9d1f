import { setTimeout as delay } from 'node:timers/promises';
import type { UserRef } from '../user-ref.js';
import type { TodoStoreUnderTest } from './items.dal.suite.js';
import { readList } from './read-list.suite.js';

/**
 * Creates an item of `owner`, shared with the members in this order, each at a time of its own: members of the same
 * millisecond are in the order of their ids.
 *
 * @returns its id
 */
export async function createShared(
  { dal, connections }: Pick<TodoStoreUnderTest, 'dal' | 'connections'>,
  owner: UserRef,
  ...members: UserRef[]
): Promise<number> {
  await dal.create(owner, { title: 'code', status: 'PENDING' });
  const { id } = (await readList(dal, owner)).at(-1)!;
  for (const member of members) {
    await connections.share(owner, id, member);
    const at = Date.now();
    while (Date.now() === at) await delay(1);
  }
  return id;
}
