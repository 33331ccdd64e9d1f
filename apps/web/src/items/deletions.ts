import type { QueryClient } from '@tanstack/react-query';
import { type Item, type ItemUser, readUsers, removeUser } from '../api/items.js';
import { Problem } from '../api/problem.js';
import { Store } from '../store.js';

/** Items hidden from the list: about to be deleted, or just deleted. */
export const hiddenItems = new Store<ReadonlySet<number>>(new Set());

/** An item that is deleted on screen, and on the server when it can no longer be undone. */
export interface Deletion {
  item: Item;
  userId: number;
  /** The known members of the item: when the page is closed, it is too late to request them. */
  known: ItemUser[];
}

const pending = new Set<Deletion>();
const deletedHere = new Set<number>();

/** Whether this page has deleted an item, or has left it. */
export function wasDeletedHere(id: number): boolean {
  return deletedHere.has(id);
}

/** Call it before an item is deleted or left. */
export function noteDeletion(id: number): void {
  deletedHere.add(id);
}

/**
 * Removes an item from the screen; {@link undo} or {@link commit} has to follow.
 *
 * @param onKnown called with the members of the item, if they are known in time
 */
export function begin(item: Item, userId: number, onKnown: (users: ItemUser[]) => void): Deletion {
  const deletion: Deletion = { item, userId, known: [] };
  readUsers(item.id).then(
    (users) => {
      deletion.known = users;
      if (pending.has(deletion)) onKnown(users);
    },
    () => undefined, // commit requests them again
  );
  pending.add(deletion);
  hide(item.id);
  return deletion;
}

export function undo(deletion: Deletion): void {
  if (pending.delete(deletion)) show(deletion.item.id);
}

/** Undoes all deletions: the session has ended. */
export function undoAll(): void {
  for (const deletion of pending) undo(deletion);
}

/**
 * Deletes on the server, by the item's id: titles are not unique. The last member who leaves an
 * item deletes it. Its owner removes the other members first; if that fails half way, the owner
 * still has it.
 *
 * @throws Problem; the item is on screen again then
 */
export async function commit(deletion: Deletion, client: QueryClient): Promise<void> {
  if (!pending.delete(deletion)) return;
  const { item, userId } = deletion;
  noteDeletion(item.id);
  try {
    for (const id of inOrder(await readUsers(item.id), userId)) await remove(item.id, id);
  } catch (error) {
    if (!isGone(error)) {
      show(item.id);
      throw error;
    }
  }
  await client.invalidateQueries({ queryKey: ['items'] });
  show(item.id);
}

export async function commitAll(client: QueryClient): Promise<void> {
  await Promise.all([...pending].map((deletion) => commit(deletion, client)));
}

/** Sends pending deletions while the page closes, if the browser still does. */
export function commitOnLeaving(): void {
  for (const { item, userId, known } of pending) {
    for (const id of inOrder(known, userId)) void removeUser(item.id, id, true).catch(() => {});
  }
  pending.clear();
}

/** Other members first, if the user may remove them. */
function inOrder(users: ItemUser[], userId: number): number[] {
  const isOwner = users.find(({ user_id }) => user_id === userId)?.role === 'owner';
  const others = users.map(({ user_id }) => user_id).filter((id) => id !== userId);
  return isOwner ? [...others, userId] : [userId];
}

async function remove(itemId: number, userId: number): Promise<void> {
  try {
    await removeUser(itemId, userId);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Another member deleted it first: the result is the same. */
function isGone(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}

function hide(id: number): void {
  hiddenItems.set(new Set([...hiddenItems.get(), id]));
}

function show(id: number): void {
  hiddenItems.set(new Set([...hiddenItems.get()].filter((each) => each !== id)));
}
