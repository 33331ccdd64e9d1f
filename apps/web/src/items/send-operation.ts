import { type AllItems, createItem, readItems, updateItem } from '../api/items.js';
import type { Operation } from './operations.js';

/** The largest id in the list when an item was first sent, by its temporary id. */
const sentAfter = new Map<number, number>();

/**
 * Sends an operation and resolves to the list after it.
 *
 * @param known the last list from the server
 * @throws Problem
 */
export async function sendOperation(
  operation: Operation,
  known: AllItems | undefined,
): Promise<AllItems> {
  if (operation.kind === 'update') return updateItem(operation.id, operation.change);
  const items = (await addedBefore(operation, known)) ?? (await createItem(operation.title));
  sentAfter.delete(operation.temporaryId);
  return items;
}

/**
 * The list, if it already has an item that was sent without a response. An item is sent
 * again only if it is missing, so that it is never created twice.
 */
async function addedBefore(
  { title, temporaryId }: Extract<Operation, { kind: 'add' }>,
  known: AllItems | undefined,
): Promise<AllItems | undefined> {
  const after = sentAfter.get(temporaryId);
  if (after === undefined) {
    sentAfter.set(temporaryId, largestId(known));
    return undefined;
  }
  const now = await readItems();
  return now.pending.some((item) => item.id > after && item.title === title) ? now : undefined;
}

function largestId(items: AllItems | undefined): number {
  return [...(items?.pending ?? []), ...(items?.done ?? [])].reduce(
    (largest, { id }) => Math.max(largest, id),
    0,
  );
}
