import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { openTransaction } from '#glue/transaction';
import { type ItemLimits, type Owned, ownRefusal } from '../../../core/item-limits.js';
import type { UserRefusal } from '../../../core/refusal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { insertUserRefs, readUserRef } from '../users/user-refs.js';
import { MAKE_ROOM } from './room.statement.js';
import { unlessRefused } from '../unless-refused.js';

/** Covers a user's first write, and other writes that reach a limit or free room meanwhile. */
const ATTEMPTS = 5;

type Full = 'too_many_items' | 'titles_too_long';

/**
 * Adds an item, for a user who may be unknown yet, or at a limit: then the oldest items of the user's trash are deleted
 * permanently. So people who delete can always add. If that is not enough, all stays as it was.
 *
 * @param create adds the item, unless the user is unknown, deleted or at a limit
 */
export async function createWithRoom<T extends object | 'done'>(
  source: DataSource,
  user: UserRef,
  title: string,
  limits: ItemLimits,
  create: () => Promise<T | undefined>,
): Promise<T | UserRefusal | Full> {
  const more = { items: 1, bytes: Buffer.byteLength(title) };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { refusal, owned } = await readUserRef(source, user);
    if (refusal) return refusal;
    if (!owned) await insertUserRefs(source, [user]);
    const isFull = owned !== undefined && ownRefusal(owned, more, limits) !== undefined;
    const outcome = isFull
      ? await afterRoom(source, user, more, limits, create)
      : await withoutLocks(source, create);
    if (outcome !== undefined && outcome !== 'too_late') return outcome;
  }
  const { refusal, owned } = await readUserRef(source, user);
  return refusal ?? (owned ? 'too_many_items' : 'user_deleted');
}

/** If nothing is added, an open transaction does not keep the lock of the user's row: those of the trash are locked before. */
async function withoutLocks<T>(source: DataSource, create: () => Promise<T | undefined>) {
  if (!openTransaction(source)) return create();
  return unlessRefused(source, async (): Promise<T | 'too_late'> => (await create()) ?? 'too_late');
}

/** `too_late` if another request took the room. */
function afterRoom<T extends object | 'done'>(
  source: DataSource,
  user: UserRef,
  more: Owned,
  limits: ItemLimits,
  create: () => Promise<T | undefined>,
) {
  return unlessRefused(source, async (): Promise<T | Full | 'too_late'> => {
    const { owned: before } = await readUserRef(source, user);
    if (!before) return 'too_late';
    const items = Math.max(0, before.items + more.items - limits.itemsPerUser);
    const bytes = Math.max(0, before.bytes + more.bytes - limits.titleBytesPerUser);
    await new StatementRunner(source).run(MAKE_ROOM, [user.userId, items, bytes]);
    const { owned } = await readUserRef(source, user);
    const full = owned && ownRefusal(owned, more, limits);
    return full ?? (await create()) ?? 'too_late';
  });
}
