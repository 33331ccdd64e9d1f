import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { ServiceError } from '#glue/errors';
import type { ItemLimits } from '../../core/item-limits.js';
import type { AllItems, ItemChange, ItemDraft } from '../../core/item.js';
import type { UserRef } from '../../core/user-ref.js';
import type { ItemsDal } from '../../core/ports/items.dal.js';
import { CREATE, CREATE_ALONE } from './create.statements.js';
import { Lists } from './lists.js';
import { REMOVE_BY_TITLE } from './removal.statement.js';
import { updateAlone } from './update-alone.js';
import { UPDATE } from './update.statement.js';
import { insertUserRefs, type Owned, assertActive, loadAndAssertActive } from './user-refs.js';
import { WriteBatcher } from './write-batcher.js';

/** One is enough, unless a deletion that was under way was given up, or other writes interfere. */
const ATTEMPTS = 3;
/** Among the values of a change. */
const ITEM_ID = 2;
/** Each that fails has waited for another request of the user's, which has removed an item. */
const REMOVAL_ATTEMPTS = 50;

/** {@link ItemsDal} on PostgreSQL. */
export class TypeormItemsDal implements ItemsDal {
  private readonly statements: StatementRunner;
  private readonly lists: Lists;
  private readonly creations: WriteBatcher;
  private readonly updates: WriteBatcher;

  constructor(
    private readonly dataSource: DataSource,
    private readonly limits: ItemLimits,
  ) {
    const statements = new StatementRunner(dataSource);
    this.statements = statements;
    this.lists = new Lists(statements);
    const { itemsPerUser, titleBytesPerUser } = limits;
    // One statement at once: it passes over users whom another one has locked.
    const creations = { calls: 1, constants: [itemsPerUser, titleBytesPerUser] };
    this.creations = new WriteBatcher(statements, CREATE, creations);
    const updates = { calls: 2, constants: [titleBytesPerUser], unique: ITEM_ID };
    this.updates = new WriteBatcher(statements, UPDATE, updates);
  }

  async create(user: UserRef, draft: ItemDraft): Promise<void> {
    const values = [user.id, user.uniqueId, draft.title, draft.status];
    const created = await this.creations.write(values);
    if (!created) await this.createAlone(user, draft);
  }

  async list({ id, uniqueId }: UserRef): Promise<AllItems> {
    let row = await this.lists.read(id);
    if (row.unread) row = await this.lists.readLong(id);
    assertActive(uniqueId, row);
    return { pending: `[${row.pending ?? ''}]`, done: `[${row.done ?? ''}]` };
  }

  async update(user: UserRef, change: ItemChange): Promise<boolean> {
    const { id, title = null, status = null } = change;
    const updated = await this.updates.write([user.id, user.uniqueId, id, title, status]);
    return updated || updateAlone(this.dataSource, user, change, this.limits.titleBytesPerUser);
  }

  removeByTitle(user: UserRef, title: string): Promise<boolean> {
    return this.lists.forAllItems(user.id, () => this.removeDue(user, title));
  }

  private async removeDue(user: UserRef, title: string): Promise<boolean> {
    const values = [user.id, user.uniqueId, title];
    for (let attempt = 0; attempt < REMOVAL_ATTEMPTS; attempt++) {
      const [due] = await this.statements.run(REMOVE_BY_TITLE, values);
      if (due?.removed) return true;
      if (!due) break;
    }
    await loadAndAssertActive(this.dataSource, user);
    return false;
  }

  /**
   * For what the shared statement passed over: finds why the user may not create, enters
   * them at their first write, and waits for whoever has locked their row.
   */
  private async createAlone(user: UserRef, draft: ItemDraft): Promise<void> {
    const { itemsPerUser, titleBytesPerUser } = this.limits;
    const columns = [user.id, user.uniqueId, draft.title, draft.status].map((value) => [value]);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const owned = await loadAndAssertActive(this.dataSource, user);
      if (owned) assertMayOwn(owned, draft, this.limits);
      else await insertUserRefs(this.dataSource, [user]);
      const values = [...columns, itemsPerUser, titleBytesPerUser];
      if ((await this.statements.run(CREATE_ALONE, values)).length > 0) return;
    }
    const owned = await loadAndAssertActive(this.dataSource, user);
    throw new ServiceError(owned ? 'item_limit_reached' : 'session_ended');
  }
}

/** @throws ServiceError `item_limit_reached`, `title_limit_reached` */
function assertMayOwn({ owned_items, owned_bytes }: Owned, draft: ItemDraft, limits: ItemLimits) {
  if (owned_items >= limits.itemsPerUser) throw new ServiceError('item_limit_reached');
  const bytes = owned_bytes + Buffer.byteLength(draft.title);
  if (bytes > limits.titleBytesPerUser) throw new ServiceError('title_limit_reached');
}
