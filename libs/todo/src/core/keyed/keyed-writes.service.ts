import { Injectable } from '@nestjs/common';
import type { BulkLocks } from '../bulk/bulk-operation.js';
import type { DetailedDraft, DetailedItem } from '../details/detailed-item.js';
import { DetailedItemsDal } from '../ports/detailed-items.dal.js';
import { KeyedWritesDal } from '../ports/keyed-writes.dal.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { draftFingerprint } from './draft-fingerprint.js';
import type { Effect, KeyedRequest, Written } from './keyed-write.js';

/** Writes that have one effect, however often a client sends them. */
@Injectable()
export class KeyedWritesService {
  constructor(
    private readonly keyed: KeyedWritesDal,
    private readonly items: DetailedItemsDal,
  ) {}

  /**
   * Does a write, or finds the item of the same write of before, as it is now. A write that throws, or changes nothing,
   * is not remembered.
   *
   * @param request without one the write is done in any case
   * @param write writes to the store of items only, as its effect is stored with its key, or neither is. It may run twice:
   *   then the first one was rolled back.
   * @param find reads what was written before: an item, if it is not given
   * @throws ServiceError `idempotency_key_in_use`, `idempotency_key_reused`; `item_gone` if the item of before is there
   *   no more; `database_required`; what `write` and `find` throw
   */
  async once<I>(
    user: UserRef,
    request: KeyedRequest | undefined,
    write: () => Promise<Written<I>>,
    find: (id: number) => Promise<unknown> = (id) => this.find(user, id),
  ): Promise<Written<I>> {
    if (!request) return write();
    return present(unwrap(await this.keyed.once(user, request, write)), find);
  }

  /**
   * Whether a write would be done, before one of which a part cannot be in the transaction of its key.
   *
   * @throws ServiceError as {@link once}
   */
  async isNew(user: UserRef, request: KeyedRequest | undefined): Promise<boolean> {
    const probe = { kind: 'unchanged', itemId: 0, item: undefined } as const;
    const { kind } = await this.once(
      user,
      request,
      () => Promise.resolve(probe),
      () => Promise.resolve(),
    );
    return kind === 'unchanged';
  }

  /**
   * Creates an item that its client has given an id, or finds it as it is now.
   *
   * @param clientId a UUID in lower case, unique among those of the user
   * @throws ServiceError `client_id_used` if the item was another one; `item_gone` if it was deleted; `database_required`;
   *   what `create` throws
   */
  async createOnce(
    user: UserRef,
    clientId: string,
    draft: DetailedDraft,
    create: () => Promise<Written>,
  ): Promise<Written> {
    const request = { key: clientId, fingerprint: draftFingerprint(draft) };
    const outcome = unwrap(await this.keyed.createOnce(user, request, create));
    return present(outcome, (id) => this.find(user, id));
  }

  /**
   * Runs several writes, all of which are stored, or none if `work` throws.
   *
   * @param work may run twice: then what the first one wrote was rolled back
   * @throws ServiceError `database_required`, `too_busy`; what `work` throws
   */
  async together<T extends object>(
    user: UserRef,
    locks: BulkLocks,
    work: () => Promise<T>,
  ): Promise<T> {
    return unwrap<T>(await this.keyed.together(user, locks, work));
  }

  private async find(user: UserRef, id: number): Promise<DetailedItem> {
    const item = await this.items.find(user, id);
    return unwrap(item === 'item_missing' ? 'item_gone' : item);
  }
}

async function present<I>(
  outcome: Effect | Written<I>,
  find: (id: number) => Promise<unknown>,
): Promise<Written<I>> {
  if ('item' in outcome) return outcome;
  const { kind, itemId } = outcome;
  const item = kind === 'deleted' ? undefined : await find(itemId);
  // A request with the same fingerprint is of the same route.
  return { kind, itemId, item: item as I };
}
