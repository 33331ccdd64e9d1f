import type { ServiceError } from '#glue/errors';
import type { DetailedChange, DetailedDraft, DetailedItem } from '../details/detailed-item.js';
import type { KeyedRequest, Written } from '../keyed/keyed-write.js';

/** Whether an item is as the client has seen it. */
type Condition = (item: DetailedItem) => boolean;

/** One of several writes of a request. */
export type BulkOperation = { request?: KeyedRequest | undefined } & (
  | { op: 'create'; draft: DetailedDraft; clientId?: string | undefined }
  | { op: 'update'; change: DetailedChange; holds: Condition }
  | { op: 'delete'; id: number; holds: Condition }
  | { op: 'restore'; id: number }
);

/** What an operation has done, or why it was refused. `unchanged`: its condition did not hold, and its item is as it is. */
export type BulkResult = Written<DetailedItem | undefined> | ServiceError;

/** Why all operations were rolled back. */
export interface BulkRefusal {
  /** Of the operation that was refused, from 0. */
  index: number;
  reason: BulkResult;
}

/** What operations lock, in the order in which all transactions lock it. */
export interface BulkLocks {
  /** In lower case. */
  clientIds: string[];
  /** Of items that are changed or deleted. */
  itemIds: number[];
  /** Of items in the trash that are restored. */
  trashedIds: number[];
  /** How many items are added: they make room in the trash. */
  creates: number;
}

export function locksOf(operations: readonly BulkOperation[]): BulkLocks {
  const locks: BulkLocks = { clientIds: [], itemIds: [], trashedIds: [], creates: 0 };
  for (const each of operations) {
    if (each.op === 'create') locks.creates++;
    if (each.op === 'create' && each.clientId !== undefined) locks.clientIds.push(each.clientId);
    if (each.op === 'update') locks.itemIds.push(each.change.id);
    if (each.op === 'delete') locks.itemIds.push(each.id);
    if (each.op === 'restore') locks.trashedIds.push(each.id);
  }
  return locks;
}
