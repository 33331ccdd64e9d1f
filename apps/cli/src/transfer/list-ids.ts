import type { Client } from '#client';
import { isDefault, listIn, listsOf, noList } from '../lists.js';
import type { Row } from './row.types.js';

/** Where rows are filed. */
export interface Places {
  /** The ids of lists by their names. */
  ids: ReadonlyMap<string, number>;
  /** The list of rows that name none; null is the default list. */
  rest: number | null;
}

/**
 * The lists that rows name, and the one for the other rows. Lists that are missing are made.
 *
 * @param given the list for rows that name none, as in other commands: its name, its id or `default`
 * @param onNew gets the name of each list that is made
 * @throws CommandError if there is no list with the id that is given
 */
export async function placesOf(
  client: Client,
  rows: readonly Row[],
  given: string | undefined,
  onNew: (name: string) => void,
): Promise<Places> {
  const names = new Set(rows.flatMap(({ item: { list } }) => list ?? []));
  const hasRest = rows.some(({ item: { list } }) => list === null);
  const rest = given === undefined || isDefault(given) || !hasRest ? undefined : given;
  const ids = new Map<string, number>();
  if (names.size === 0 && rest === undefined) return { ids, rest: null };
  const lists = await listsOf(client);
  const found = rest === undefined ? undefined : listIn(lists, rest);
  if (rest !== undefined && !found) {
    if (/^\d+$/.test(rest)) throw noList(rest);
    names.add(rest);
  }
  for (const name of names) {
    const present = lists.find((list) => list.name === name);
    const { id } = present ?? (await client.call('POST', '/api/v2/lists', { body: { name } }));
    ids.set(name, id);
    if (!present) onNew(name);
  }
  return { ids, rest: found?.id ?? (rest === undefined ? null : ids.get(rest)!) };
}
