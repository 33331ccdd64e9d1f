import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { openTransaction } from '#glue/transaction';
import { TrashDal } from '../../../core/ports/trash.dal.js';
import type { TrashQuery } from '../../../core/trash/trashed-item.js';
import type { UserRef } from '../../../core/user-ref.js';
import { findDetailed } from '../details/find.statement.js';
import { pageOf, placeOf } from '../details/page-cursor.js';
import { insertUserRefs, lockUser, readUserRef } from '../users/user-refs.js';
import { announceChange } from '../versions/announced.js';
import { LOCK_TRASHED, RESTORE } from './restore.statements.js';
import { TRASH_EXPORT, TRASH_PAGE, trashedOf } from './trash-page.statement.js';
import { DELETE_OLDEST, DELETE_ONE, LOCK_TRASH, STEP } from './trash.statements.js';
import { unlessRefused, withinLimits } from '../unless-refused.js';

const ORDER = 'deleted-';

export class TypeormTrashDal extends TrashDal {
  private readonly statements: StatementRunner;

  constructor(private readonly source: DataSource) {
    super();
    this.statements = new StatementRunner(source);
  }

  override async page(user: UserRef, { cursor, limit }: TrashQuery): ReturnType<TrashDal['page']> {
    const { refusal } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    const place = cursor === undefined ? undefined : placeOf(cursor, user, ORDER);
    if (cursor !== undefined && !/^\d{1,16}$/.test(place?.key ?? '')) return 'unknown_cursor';
    const after = [place?.key ?? null, place?.id ?? null];
    const values = [user.userId, user.uniqueId, ...after, limit + 1];
    const rows = await this.statements.run(TRASH_PAGE, values);
    const { shown, next } = pageOf(rows, limit, user, ORDER);
    return { items: shown.map(trashedOf), next };
  }

  override async export({ userId, uniqueId }: UserRef, after: number, limit: number) {
    const rows = await this.statements.run(TRASH_EXPORT, [userId, uniqueId, after, limit]);
    return rows.map(trashedOf);
  }

  override async restore(user: UserRef, id: number): ReturnType<TrashDal['restore']> {
    const { refusal, owned } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    // Items may be older than the row of their user.
    if (!owned) await insertUserRefs(this.source, [user]);
    const restoring = unlessRefused(
      this.source,
      async (manager): ReturnType<TrashDal['restore']> => {
        const values = [user.userId, user.uniqueId, id];
        // Before the row of the user, as everywhere.
        await this.statements.run(LOCK_TRASHED, values);
        // Until the end, neither the user nor a list of the user is deleted.
        await lockUser(manager, user.userId);
        const [taken] = await this.statements.run(RESTORE, [...values, new Date()]);
        const restored = taken && (await findDetailed(manager, user, id));
        return restored ?? (await readUserRef(manager, user)).refusal ?? 'item_missing';
      },
    );
    const item = await withinLimits(restoring);
    if (typeof item !== 'string') announceChange(this.source);
    return item;
  }

  override async delete(user: UserRef, id: number): ReturnType<TrashDal['delete']> {
    const { refusal } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    const [gone] = await this.statements.run(DELETE_ONE, [user.userId, user.uniqueId, id]);
    return gone?.n === 1 ? 'done' : 'item_missing';
  }

  override async empty(user: UserRef): ReturnType<TrashDal['empty']> {
    const { refusal } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    // The steps of an open transaction keep the row of the user, which is locked after those of the trash.
    if (openTransaction(this.source)) await this.statements.run(LOCK_TRASH, [user.userId]);
    for (;;) {
      const [gone] = await this.statements.run(DELETE_OLDEST, [user.userId, user.uniqueId]);
      if (gone!.n < STEP) return 'done';
    }
  }
}
