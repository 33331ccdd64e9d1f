import type { QueryClient } from '@tanstack/react-query';
import { deleteItem, type Item, type ItemUser, readUsers } from '../api/items.js';
import { Problem } from '../api/problem.js';
import { Store } from '../store.js';

/** Items hidden from the list: about to be deleted, or just deleted. */
export const hiddenItems = new Store<ReadonlySet<number>>(new Set());

/** An item that is deleted on screen, and on the server when it can no longer be undone. */
export interface Deletion {
  item: Item;
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
export function begin(item: Item, onKnown: (users: ItemUser[]) => void): Deletion {
  const deletion = { item };
  readUsers(item.id).then(
    (users) => {
      if (pending.has(deletion)) onKnown(users);
    },
    () => undefined, // only the message needs them
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
 * Deletes on the server, by the item's id: titles are not unique. One of another owner is left.
 *
 * @throws Problem; the item is on screen again then
 */
export async function commit(deletion: Deletion, client: QueryClient): Promise<void> {
  if (!pending.delete(deletion)) return;
  const { item } = deletion;
  noteDeletion(item.id);
  try {
    await deleteItem(item.id);
  } catch (error) {
    // Gone: another member deleted it first, with the same result.
    if (!(error instanceof Problem && error.status === 404)) {
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
  for (const { item } of pending) void deleteItem(item.id, true).catch(() => {});
  pending.clear();
}

function hide(id: number): void {
  hiddenItems.set(new Set([...hiddenItems.get(), id]));
}

function show(id: number): void {
  hiddenItems.set(new Set([...hiddenItems.get()].filter((each) => each !== id)));
}
