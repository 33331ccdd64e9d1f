import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { FairQueue } from '#glue/queue';
import {
  type DetailedChange,
  type DetailedDraft,
  type DetailedItem,
  NO_PLACE,
} from '../../../core/details/detailed-item.js';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { ItemQuery } from '../../../core/details/item-query.js';
import { DetailedItemsDal } from '../../../core/ports/detailed-items.dal.js';
import { remindAtOf } from '../../../core/schedule/remind-at.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { hasList } from '../lists/lists.statements.js';
import { storedRemindAt } from '../reminders/remind-at.column.js';
import { createWithRoom } from '../trash/create-with-room.js';
import { removeItem } from '../trash/remove-item.js';
import { withinLimits } from '../unless-refused.js';
import { readUserRef } from '../users/user-refs.js';
import { announceChange, announced } from '../versions/announced.js';
import { changeDetailed } from './change-detailed.js';
import { CREATE_DETAILED } from './create.statement.js';
import { itemOf, valuesOf } from './details.columns.js';
import { FIND_DETAILED } from './find.statement.js';
import { pageOf, placeOf } from './page-cursor.js';
import { pageStatement } from './page.statement.js';

/** Of an item that was just added. */
const NEW = { updatedAt: null, role: 'owner', isShared: false } as const;
/** One page that costs much at a time; users take turns. Clients do not wait longer. */
const TURNS = { atOnce: 1, maxWaitMs: 5_000 };
const MANY = 50;

export class TypeormDetailedItemsDal extends DetailedItemsDal {
  private readonly statements: StatementRunner;
  private readonly turns = new FairQueue(TURNS);

  constructor(
    private readonly source: DataSource,
    private readonly limits: ItemLimits,
  ) {
    super();
    this.statements = new StatementRunner(source);
  }

  override async find(user: UserRef, id: number) {
    const [row] = await this.statements.run(FIND_DETAILED, [user.userId, user.uniqueId, id]);
    return row ? itemOf(row) : ((await readUserRef(this.source, user)).refusal ?? 'item_missing');
  }

  override async page(user: UserRef, query: ItemQuery): ReturnType<DetailedItemsDal['page']> {
    const { cursor } = query;
    const place = cursor === undefined ? undefined : placeOf(cursor, user, orderOf(query));
    if (cursor !== undefined && !place)
      return (await readUserRef(this.source, user)).refusal ?? 'unknown_cursor';
    const {
      status = null,
      label = null,
      dueFrom = null,
      dueTo = null,
      text = null,
      listId,
    } = query;
    const filter = [user.userId, user.uniqueId, status, label, dueFrom, dueTo, text];
    const values = [...filter, place?.id ?? null, query.limit + 1];
    if (query.sort !== 'created') values.push(place?.key ?? null);
    if (typeof listId === 'number') values.push(listId);
    const read = () => this.statements.run(pageStatement(query), values);
    const rows = await (costsMuch(query) ? this.turns.run([`${user.userId}`], read) : read());
    const refusal = rows.length > 0 ? undefined : await this.refusalOf(user, listId);
    if (refusal) return refusal;
    const { shown, next } = pageOf(rows, query.limit, user, orderOf(query));
    return { items: shown.map(itemOf), next };
  }

  override async create(
    user: UserRef,
    draft: DetailedDraft,
  ): ReturnType<DetailedItemsDal['create']> {
    const { listId = null, remind = false } = draft;
    const at = remind ? remindAtOf(draft.due, Date.now()) : null;
    const values = [
      user.userId,
      user.uniqueId,
      ...valuesOf(draft),
      this.limits.itemsPerUser,
      this.limits.titleBytesPerUser,
      listId,
      storedRemindAt(at),
    ];
    const unfit = listId === null ? undefined : await this.refusalOf(user, listId);
    if (unfit) return unfit;
    const create = async (): Promise<DetailedItem | undefined> => {
      const [made] = await this.statements.run(CREATE_DETAILED, values);
      if (!made) return undefined;
      const { isInSharedList, ...own } = made;
      if (isInSharedList) return (await this.find(user, own.id)) as DetailedItem;
      return { ...draft, ...NO_PLACE, listId, remind: at !== null, ...own, ...NEW };
    };
    const item = await withinLimits(
      createWithRoom(this.source, user, draft.title, this.limits, create),
    );
    if (typeof item !== 'string') announceChange(this.source);
    // The list may have been deleted meanwhile.
    return item === 'too_many_items' ? ((await this.refusalOf(user, listId)) ?? item) : item;
  }

  /** Why the user is refused, or the list, if one is given. */
  private async refusalOf(user: UserRef, listId: number | null = null) {
    const { refusal } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    return (await hasList(this.source, user.userId, listId))
      ? undefined
      : ('list_missing' as const);
  }

  override async change(
    user: UserRef,
    change: DetailedChange,
    holds: (item: DetailedItem) => boolean,
  ) {
    const outcome = await changeDetailed(this.source, user, change, this.limits, holds);
    if (typeof outcome !== 'string' && outcome.isChanged) announceChange(this.source);
    return outcome;
  }

  override remove(user: Actor, id: number, holds: (item: DetailedItem) => boolean) {
    return announced(this.source, removeItem(this.source, user, id, holds));
  }
}

/** Whether a page reads all items of the user, or is long: others are served between two of these. */
function costsMuch({ sort, limit, status, label, dueFrom, dueTo, text }: ItemQuery): boolean {
  const filters = [status, label, dueFrom, dueTo, text];
  return sort !== 'created' || limit > MANY || filters.some((filter) => filter !== undefined);
}

function orderOf({ sort, isDescending }: ItemQuery): string {
  return `${sort}${isDescending ? '-' : ''}`;
}
