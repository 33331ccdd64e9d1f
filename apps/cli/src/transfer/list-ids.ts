import type { Client } from '#client';
import { listsOf } from '../lists.js';
import type { Row } from './row.types.js';

/**
 * The ids of the lists that rows name. Lists that are missing are made.
 *
 * @param onNew gets the name of each list that is made
 */
export async function listIds(
  client: Client,
  rows: readonly Row[],
  onNew: (name: string) => void,
): Promise<Map<string, number>> {
  const names = new Set(rows.flatMap(({ item: { list } }) => list ?? []));
  const ids = new Map<string, number>();
  if (names.size === 0) return ids;
  for (const { name, id } of await listsOf(client)) {
    if (names.has(name) && !ids.has(name)) ids.set(name, id);
  }
  for (const name of names) {
    if (ids.has(name)) continue;
    ids.set(name, (await client.call('POST', '/api/v2/lists', { body: { name } })).id);
    onNew(name);
  }
  return ids;
}
