import type { Client, Schema } from '#client';
import { idOf } from './args/values.js';
import { refused } from './command-error.js';
import { COMMAND } from './product.js';

export type List = Schema<'List'>;

/** The lists of the user, in their order. */
export async function listsOf(client: Client): Promise<List[]> {
  return (await client.call('GET', '/api/v2/lists')).lists;
}

/** The names of lists by their ids. */
export function namesOf(lists: readonly List[]): ReadonlyMap<number, string> {
  return new Map(lists.map(({ id, name }) => [id, name]));
}

/** Whether an option means the default list: `none` is an item without a list. */
export const isDefault = (text: string): boolean => text === 'default' || text === 'none';

/** The list with an id, or else with a name. */
export const listIn = (lists: readonly List[], text: string): List | undefined =>
  lists.find(({ id }) => String(id) === text) ?? lists.find(({ name }) => name === text);

/** There is none with this id or name. */
export const noList = (text: string) =>
  refused(`There is no list "${text}". To make one: ${COMMAND} lists add "${text}"`);

/**
 * The list that an option names, by its id or its name; null is the default list.
 *
 * @throws CommandError if there is none
 */
export async function listNamed(client: Client, text: string): Promise<number | null> {
  if (isDefault(text)) return null;
  const found = listIn(await listsOf(client), text);
  if (!found) throw noList(text);
  return found.id;
}

/**
 * The id of a list that several users may have, by its id or its name.
 *
 * @throws CommandError if there is none
 */
export async function sharedListId(client: Client, text: string): Promise<number> {
  if (/^\d+$/.test(text)) return idOf(text, 'a list', 'lists');
  const id = await listNamed(client, text);
  if (id === null) throw refused('The default list is yours alone.');
  return id;
}

/** The field of an item for the option `--list`. */
export async function listField(client: Client, text: string | undefined) {
  return text === undefined ? {} : { list_id: await listNamed(client, text) };
}
