import type { Client, Schema } from '#client';
import { refused } from './command-error.js';

export type List = Schema<'List'>;

/** The lists of the user, in their order. */
export async function listsOf(client: Client): Promise<List[]> {
  return (await client.call('GET', '/api/v2/lists')).lists;
}

/** The names of lists by their ids. */
export function namesOf(lists: readonly List[]): ReadonlyMap<number, string> {
  return new Map(lists.map(({ id, name }) => [id, name]));
}

/**
 * The list that an option names, by its id or its name; null is the default list.
 *
 * @throws CommandError if there is none
 */
export async function listNamed(client: Client, text: string): Promise<number | null> {
  if (text === 'default') return null;
  const lists = await listsOf(client);
  const found =
    lists.find(({ id }) => String(id) === text) ?? lists.find(({ name }) => name === text);
  if (!found) throw refused(`There is no list "${text}".`);
  return found.id;
}

/** The field of an item for the option `--list`. */
export async function listField(client: Client, text: string | undefined) {
  return text === undefined ? {} : { list_id: await listNamed(client, text) };
}
