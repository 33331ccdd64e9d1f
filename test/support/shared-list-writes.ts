import type { ListView, ViewedList } from './list-view.js';
import { oneOf } from './random.js';

/** A request for a change, to an address below `/api/`. */
export interface WriteRequest {
  method: string;
  path: string;
  json?: object;
  headers?: Record<string, string>;
  /** What it does with a list that several people have. */
  what?: SharedListWrite;
  /** It takes no `Idempotency-Key`. */
  isKeyless?: true;
}

/** Another user, whom a client knows. */
export interface OtherUser {
  email: string;
  userId: number;
}

/** What clients do with a list that several people have. */
export const SHARED_LIST_WRITES = [
  'share',
  'file',
  'take out',
  'leave',
  'remove',
  'delete',
] as const;
export type SharedListWrite = (typeof SHARED_LIST_WRITES)[number];

/**
 * One that a client can make which shows a view; each that it can is as likely.
 *
 * @returns `undefined` if it shows no list
 */
export function anySharedListWrite(
  view: ListView,
  others: readonly OtherUser[],
  random: () => number,
): WriteRequest | undefined {
  const owned = view.lists.filter(({ role }) => role === 'owner');
  const shared = view.lists.filter((each) => each.shared);
  const list = oneOf(shared, random);
  const possible = [
    ...toMembers(owned, others, random),
    ...(list ? [...toItems(view, list, shared, random), ...toOwn(list)] : []),
  ];
  return oneOf(possible, random);
}

/** The owner decides who has a list. Who is removed may have it no longer, or not yet. */
function toMembers(
  owned: readonly ViewedList[],
  others: readonly OtherUser[],
  random: () => number,
): WriteRequest[] {
  const { email, userId } = oneOf(others, random)!;
  const [list, shared] = [
    oneOf(owned, random),
    oneOf(
      owned.filter((each) => each.shared),
      random,
    ),
  ];
  const members = ({ id }: ViewedList) =>
    ({ path: `v2/lists/${id}/members`, isKeyless: true }) as const;
  const writes: WriteRequest[] = [];
  if (list) writes.push({ what: 'share', method: 'POST', ...members(list), json: { email } });
  if (shared) {
    const { path, isKeyless } = members(shared);
    writes.push({ what: 'remove', method: 'DELETE', path: `${path}/${userId}`, isKeyless });
  }
  return writes;
}

/** Who owns an item decides who has it by a list. */
function toItems(
  view: ListView,
  list: ViewedList,
  shared: readonly ViewedList[],
  random: () => number,
): WriteRequest[] {
  const own = [...view.items.values()].filter(({ role }) => role === 'owner');
  const isFiled = ({ list_id }: { list_id: number | null }) =>
    shared.some(({ id }) => id === list_id);
  const filed = oneOf(own.filter(isFiled), random);
  const other = oneOf(
    own.filter((item) => !isFiled(item)),
    random,
  );
  const change = (id: number, list_id: number | null) => ({
    ...{ method: 'PATCH', path: `v2/items/${id}`, headers: { 'if-match': '*' } },
    json: { list_id },
  });
  const writes: WriteRequest[] = [];
  if (other) writes.push({ what: 'file', ...change(other.id, list.id) });
  if (filed) writes.push({ what: 'take out', ...change(filed.id, null) });
  return writes;
}

/** Each member leaves a list with its items, or deletes the own one and keeps the own items. */
function toOwn({ id }: ViewedList): WriteRequest[] {
  const path = `v2/lists/${id}`;
  return [
    { what: 'leave', method: 'DELETE', path: `${path}/members/me`, isKeyless: true },
    { what: 'delete', method: 'DELETE', path: `${path}?items=move` },
  ];
}
