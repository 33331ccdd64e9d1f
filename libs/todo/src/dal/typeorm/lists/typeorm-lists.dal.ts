import type { DataSource, EntityManager } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { type List, type ListChange, MAX_LISTS } from '../../../core/lists/list.js';
import type { Place } from '../../../core/order/move.js';
import { ListsDal } from '../../../core/ports/lists.dal.js';
import type { UserRefusal } from '../../../core/refusal.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { insertUserRefs, lockUser, readUserRef } from '../users/user-refs.js';
import { announceChange } from '../versions/announced.js';
import { deleteList } from './delete-list.js';
import { ALL_LISTS, listsOf } from './lists.statements.js';
import { moveItem } from './move-item.js';

/** $1 user id, $2 name. After all others: a deleted list leaves a gap. */
const ADD = `INSERT INTO todo.lists (user_id, id, name, position, archived_at, created_at, role) OVERRIDING SYSTEM VALUE
  SELECT $1, nextval('todo.lists_id_seq'), $2, (
    SELECT coalesce(max(position), -1) + 1 FROM todo.lists WHERE user_id = $1
  ), NULL::timestamptz, now(), 'owner'
  RETURNING id`;

/** $1 user id, $2 list id, $3 name, $4 whether it is archived; null leaves them, $5 the time. That of archiving stays. */
const CHANGE = `UPDATE todo.lists SET name = coalesce($3, name), archived_at = CASE
    WHEN $4::boolean IS NULL THEN archived_at
    WHEN $4 THEN coalesce(archived_at, $5::timestamptz)
  END
  WHERE user_id = $1 AND id = $2`;

/** $1 user id, $2 list ids in their new order. */
const ARRANGE = `UPDATE todo.lists l SET position = o.n - 1
  FROM unnest($2::bigint[]) WITH ORDINALITY AS o (id, n)
  WHERE l.user_id = $1 AND l.id = o.id AND l.position <> o.n - 1`;

/** $1 user id. Before several of them change, in the order of all that locks several. */
const LOCK_ALL = 'SELECT FROM todo.lists WHERE user_id = $1 ORDER BY id FOR NO KEY UPDATE';

/** A change of the lists of a user. */
type Work<T> = (manager: EntityManager, lists: readonly List[]) => Promise<T>;

/** All changes of one user's lists take turns, by the lock of the user's row. */
export class TypeormListsDal extends ListsDal {
  readonly statements: StatementRunner;

  constructor(readonly source: DataSource) {
    super();
    this.statements = new StatementRunner(source);
  }

  override async all(user: UserRef): Promise<List[] | UserRefusal> {
    const rows = await this.statements.run(ALL_LISTS, [user.userId, user.uniqueId]);
    if (rows.length > 0) return listsOf(rows);
    return (await readUserRef(this.source, user)).refusal ?? [];
  }

  override create(user: UserRef, name: string) {
    return this.locked(user, async (manager, lists) => {
      if (lists.length >= MAX_LISTS) return 'too_many_lists' as const;
      const [made] = await manager.query<{ id: number }[]>(ADD, [user.userId, name]);
      return (await this.read(manager, user)).find(({ id }) => id === made!.id)!;
    });
  }

  override change(user: UserRef, { id, name, position, isArchived }: ListChange) {
    return this.locked(user, async (manager, lists) => {
      if (!lists.some((list) => list.id === id)) return 'list_missing' as const;
      if (position !== undefined) await manager.query(LOCK_ALL, [user.userId]);
      const values = [user.userId, id, name ?? null, isArchived ?? null, new Date()];
      await manager.query(CHANGE, values);
      if (position !== undefined) {
        const ids = lists.map((list) => list.id).filter((each) => each !== id);
        ids.splice(position, 0, id);
        await manager.query(ARRANGE, [user.userId, ids]);
      }
      return (await this.read(manager, user)).find((list) => list.id === id)!;
    });
  }

  override async beginDelete(user: Actor, id: number) {
    await this.announcing(deleteList(this, user, id, { movesItems: true, isBegun: true }));
  }

  override delete(user: Actor, id: number, movesItems: boolean) {
    return this.announcing(deleteList(this, user, id, { movesItems }));
  }

  override move(user: UserRef, itemId: number, place: Place) {
    return this.announcing(moveItem(this.source, user, itemId, place));
  }

  private async locked<T>(user: UserRef, work: Work<T>): Promise<T | UserRefusal> {
    const { owned } = await readUserRef(this.source, user);
    if (!owned) await insertUserRefs(this.source, [user]);
    return this.announcing(
      this.source.transaction(async (manager) => {
        await lockUser(manager, user.userId);
        const { refusal } = await readUserRef(manager, user);
        return refusal ?? work(manager, await this.read(manager, user));
      }),
    );
  }

  private async read(manager: EntityManager, { userId, uniqueId }: UserRef): Promise<List[]> {
    return listsOf(await manager.query(ALL_LISTS.text, [userId, uniqueId]));
  }

  private async announcing<T>(change: Promise<T>): Promise<T> {
    const outcome = await change;
    announceChange(this.source);
    return outcome;
  }
}
