import type { AllItems, Item, ItemChange } from '../api/items.js';

/** A change that the server has not confirmed yet. */
export type Operation =
  | { kind: 'add'; title: string; temporaryId: number }
  /** `title` is the title of the item, for messages. */
  | { kind: 'update'; id: number; title: string; change: ItemChange };

/** An item on screen. */
export interface ShownItem extends Item {
  /** Not saved yet: the user cannot change it until it is. */
  isNew: boolean;
}

/** The list on screen: newest first, pending and done. */
export interface ShownItems {
  pending: ShownItem[];
  done: ShownItem[];
}

/**
 * The server's last list with all unconfirmed operations applied. A failed operation is
 * removed from them, so that every rollback is exact.
 */
export function applyOperations(
  { pending, done }: AllItems,
  operations: readonly Operation[],
  hidden: ReadonlySet<number>,
): ShownItems {
  const items = new Map<number, ShownItem>();
  for (const item of [...pending, ...done]) items.set(item.id, { ...item, isNew: false });
  for (const operation of operations) apply(items, operation);
  const shown = [...items.values()].filter(({ id }) => !hidden.has(id)).sort(newestFirst);
  return {
    pending: shown.filter(({ status }) => status === 'PENDING'),
    done: shown.filter(({ status }) => status === 'DONE'),
  };
}

function apply(items: Map<number, ShownItem>, operation: Operation): void {
  if (operation.kind === 'add') {
    const { title, temporaryId: id } = operation;
    items.set(id, { id, title, status: 'PENDING', isNew: true });
    return;
  }
  const item = items.get(operation.id);
  if (item) items.set(item.id, { ...item, ...operation.change });
}

/** Temporary ids are negative and decrease, so that the newest of the new items is first. */
function newestFirst({ id: one }: ShownItem, { id: other }: ShownItem): number {
  if (one < 0 && other < 0) return one - other;
  if (one < 0 || other < 0) return one < 0 ? -1 : 1;
  return other - one;
}
