import type { DetailedItem } from '../details/detailed-item.js';

/** A request that its client may send again. */
export interface KeyedRequest {
  /** The client has made it for this request, and uses it for no other one. */
  key: string;
  /** A hash of all that the request asks for. */
  fingerprint: string;
}

/** What a write has done. `found`: its item was there; `unchanged`: a condition did not hold. */
export type WriteKind = 'created' | 'found' | 'changed' | 'deleted' | 'unchanged';

/** A write, as it is remembered. */
export interface Effect {
  kind: WriteKind;
  /** Of an item, or of a list; 0 for no certain one. */
  itemId: number;
}

/** A write, and its item or list after it; `undefined` after a deletion. */
export interface Written<I = DetailedItem> extends Effect {
  item: I;
}

/** Of a write that concerns no certain item. */
const NO_ITEM = 0;

export function writtenOf<I extends { id: number }>(kind: WriteKind, item: I): Written<I> {
  return { kind, itemId: item.id, item };
}

/** @param itemId without it several items are deleted */
export function deletedOf(itemId = NO_ITEM): Written<undefined> {
  return { kind: 'deleted', itemId, item: undefined };
}
