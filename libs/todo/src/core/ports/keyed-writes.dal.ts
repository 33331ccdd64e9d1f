import type { BulkLocks } from '../bulk/bulk-operation.js';
import type { Effect, KeyedRequest, Written } from '../keyed/keyed-write.js';
import type { UserRef } from '../user-ref.js';

/**
 * Remembers writes with a key, of each user separately. The effect of a write and its key are stored together, or
 * neither is, also if the process is killed. What throws is not remembered; `not_stored` by a store that remembers nothing.
 */
export abstract class KeyedWritesDal {
  /**
   * Does a write, unless there was one with this key within the last 24 hours: then its effect is the result. Does not wait
   * for one that is under way. An `unchanged` write is not remembered.
   *
   * @param write what it writes to the store joins the transaction of its key
   */
  abstract once<I>(
    user: UserRef,
    request: KeyedRequest,
    write: () => Promise<Written<I>>,
  ): Promise<Written<I> | Effect | 'key_in_use' | 'key_reused' | 'not_stored'>;

  /**
   * Creates an item, unless the user has created one with this key: then its effect is the result, `found`. Waits for one that
   * is under way. A key is remembered as long as its item is there, and 30 days more.
   *
   * @param request its key is a UUID in lower case
   */
  abstract createOnce(
    user: UserRef,
    request: KeyedRequest,
    create: () => Promise<Written>,
  ): Promise<Written | Effect | 'client_id_used' | 'not_stored'>;

  /**
   * Runs several writes: all that they write to the store is stored together, or nothing if `work` throws. Such works of
   * a process take turns.
   *
   * @param locks what is locked before, so that no two of them wait for each other
   * @param work may run twice: then what the first one wrote was rolled back
   * @throws ServiceError `too_busy` if others take too long
   */
  abstract together<T extends object>(
    user: UserRef,
    locks: BulkLocks,
    work: () => Promise<T>,
  ): Promise<T | 'not_stored'>;
}
