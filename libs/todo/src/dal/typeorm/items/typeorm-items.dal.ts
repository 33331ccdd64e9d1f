import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { ItemChange, ItemDraft } from '../../../core/item.js';
import { ItemsJson } from '../../../core/items-json.js';
import { type UserRefusal, userRefusal } from '../../../core/refusal.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import type { ItemsDal } from '../../../core/ports/items.dal.js';
import { CREATE, CREATE_ALONE } from './create.statements.js';
import { KeptLists, tagOf } from '../versions/kept-lists.js';
import { announced } from '../versions/announced.js';
import { Lists } from './lists.js';
import { REMOVE_BY_TITLE } from './removal.statement.js';
import { createWithRoom } from '../trash/create-with-room.js';
import { changeDetailed } from '../details/change-detailed.js';
import { UPDATE } from './update.statement.js';
import { readUserRef } from '../users/user-refs.js';
import { WriteBatcher } from './write-batcher.js';

/** Each failed try has waited for another request of the user that has removed an item. */
const REMOVAL_ATTEMPTS = 50;

interface Creation {
  user: UserRef;
  draft: ItemDraft;
}

interface Update {
  user: UserRef;
  change: ItemChange;
}

export class TypeormItemsDal implements ItemsDal {
  private readonly statements: StatementRunner;
  private readonly lists: Lists;
  private readonly kept: KeptLists;
  private readonly creations: WriteBatcher<Creation>;
  private readonly updates: WriteBatcher<Update>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly limits: ItemLimits,
    keptBytes = 0,
  ) {
    const statements = new StatementRunner(dataSource);
    this.statements = statements;
    this.lists = new Lists(statements);
    this.kept = new KeptLists(statements, keptBytes);
    const { itemsPerUser, titleBytesPerUser } = limits;
    this.creations = new WriteBatcher(statements, {
      statement: CREATE,
      values: ({ user, draft }) => [user.userId, user.uniqueId, draft.title, draft.status],
      constants: [itemsPerUser, titleBytesPerUser],
    });
    this.updates = new WriteBatcher(statements, {
      statement: UPDATE,
      values: ({ user, change: { id, title = null, status = null } }) => [
        user.userId,
        user.uniqueId,
        id,
        title,
        status,
      ],
      exclusive: ({ change }) => change.id,
      constants: [titleBytesPerUser],
    });
  }

  async create(user: UserRef, draft: ItemDraft) {
    this.kept.drop(user.userId);
    return announced(this.dataSource, this.createOne(user, draft));
  }

  async list(user: UserRef): Promise<ItemsJson | UserRefusal> {
    if (this.kept.has(user.userId)) {
      const { row, list } = await this.kept.read(user.userId);
      const refused = userRefusal(user, row);
      if (refused || list) return refused ?? list!;
    }
    return this.readList(user);
  }

  async update(user: UserRef, change: ItemChange) {
    this.kept.drop(user.userId);
    return announced(this.dataSource, this.updateOne(user, change));
  }

  removeByTitle(user: Actor, title: string) {
    this.kept.drop(user.userId);
    const remove = () => this.removeDue(user, title);
    return announced(this.dataSource, this.lists.forAllItems(user.userId, remove));
  }

  private async createOne(user: UserRef, draft: ItemDraft): ReturnType<ItemsDal['create']> {
    const isCreated = await this.creations.write({ user, draft });
    return isCreated ? 'done' : this.createAlone(user, draft);
  }

  private async updateOne(user: UserRef, change: ItemChange): ReturnType<ItemsDal['update']> {
    if (await this.updates.write({ user, change })) return 'done';
    const outcome = await changeDetailed(this.dataSource, user, change, this.limits);
    if (typeof outcome !== 'string') return 'done';
    // The change names no list.
    return outcome as Exclude<typeof outcome, 'list_missing'>;
  }

  private async readList(user: UserRef): Promise<ItemsJson | UserRefusal> {
    let row = await this.lists.read(user.userId);
    if (row.unread) row = await this.lists.readLong(user.userId);
    const refused = userRefusal(user, row);
    if (refused) return refused;
    const list = new ItemsJson(row.pending ?? '', row.done ?? '', tagOf(user.userId, row));
    this.kept.keep(user.userId, list);
    return list;
  }

  private async removeDue(user: Actor, title: string) {
    const { userId, uniqueId, address = null, device = null } = user;
    const values = [userId, uniqueId, title, address, device];
    for (let attempt = 0; attempt < REMOVAL_ATTEMPTS; attempt++) {
      const [due] = await this.statements.run(REMOVE_BY_TITLE, values);
      if (due?.removed) return 'done';
      if (!due) break;
    }
    const { refusal } = await readUserRef(this.dataSource, user);
    return refusal ?? 'item_missing';
  }

  /**
   * Runs what the shared statement has skipped: finds why the user may not create, inserts the
   * user's row at the first write, makes room, and waits for the lock.
   */
  private async createAlone(user: UserRef, draft: ItemDraft) {
    const { itemsPerUser, titleBytesPerUser } = this.limits;
    const columns = [user.userId, user.uniqueId, draft.title, draft.status].map((value) => [value]);
    const values = [...columns, itemsPerUser, titleBytesPerUser];
    return createWithRoom(this.dataSource, user, draft.title, this.limits, async () => {
      const made = await this.statements.run(CREATE_ALONE, values);
      return made.length > 0 ? ('done' as const) : undefined;
    });
  }
}
