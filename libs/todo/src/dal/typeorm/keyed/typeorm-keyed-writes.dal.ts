import type { DataSource } from 'typeorm';
import { lockAllUntilCommit, lockUntilCommit, StatementRunner, tryLockUntilCommit } from '#glue/db';
import { FairQueue } from '#glue/queue';
import type { BulkLocks } from '../../../core/bulk/bulk-operation.js';
import type { Effect, KeyedRequest, Written } from '../../../core/keyed/keyed-write.js';
import { KeyedWritesDal } from '../../../core/ports/keyed-writes.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { lockForBulk } from './lock-for-bulk.js';
import { CLIENT_IDS, IDEMPOTENCY_KEYS } from './keyed-writes.statements.js';

/** Each holds a connection, and rows of users, for as long as its operations take. */
const TOGETHER = { atOnce: 2, room: 100, maxWaitMs: 5_000 };

/**
 * Notes the key in the transaction of the write, after it. Then the write has locked its item, or the row of its
 * user: a deletion of the user waits for the note, and deletes it.
 */
export class TypeormKeyedWritesDal extends KeyedWritesDal {
  private readonly statements: StatementRunner;
  private readonly queue = new FairQueue(TOGETHER);

  constructor(private readonly source: DataSource) {
    super();
    this.statements = new StatementRunner(source);
  }

  override once<I>(user: UserRef, request: KeyedRequest, write: () => Promise<Written<I>>) {
    return this.statements.transaction('a write with a key', async () => {
      const name = `idempotency key ${user.userId} ${request.key}`;
      if (!(await tryLockUntilCommit(this.source, name))) return 'key_in_use' as const;
      return (await this.remembered(IDEMPOTENCY_KEYS, user, request, write)) ?? 'key_reused';
    });
  }

  override createOnce(user: UserRef, request: KeyedRequest, create: () => Promise<Written>) {
    return this.statements.transaction('a new item with a client id', async () => {
      await lockUntilCommit(this.source, clientIdLock(user, request.key));
      return (await this.remembered(CLIENT_IDS, user, request, create)) ?? 'client_id_used';
    });
  }

  override together<T extends object>(user: UserRef, locks: BulkLocks, work: () => Promise<T>) {
    return this.queue.run([`${user.userId}`], () =>
      this.statements.transaction('several writes', async () => {
        const names = locks.clientIds.map((clientId) => clientIdLock(user, clientId));
        await lockAllUntilCommit(this.source, names);
        await lockForBulk(this.source, user, locks);
        return work();
      }),
    );
  }

  /** `undefined` if the key was used for something else. */
  private async remembered<I>(
    { find, note }: typeof IDEMPOTENCY_KEYS,
    { userId }: UserRef,
    { key, fingerprint }: KeyedRequest,
    write: () => Promise<Written<I>>,
  ): Promise<Written<I> | Effect | undefined> {
    const [before] = await this.statements.run(find, [userId, key]);
    if (before) {
      const { kind, itemId } = before;
      return before.fingerprint === fingerprint ? { kind, itemId } : undefined;
    }
    const written = await write();
    const { kind, itemId } = written;
    if (kind !== 'unchanged')
      await this.statements.run(note, [userId, key, fingerprint, kind, itemId]);
    return written;
  }
}

/** The name of a lock: of two creates with the same client id, one waits for the other. */
function clientIdLock({ userId }: UserRef, clientId: string): string {
  return `client id ${userId} ${clientId}`;
}
