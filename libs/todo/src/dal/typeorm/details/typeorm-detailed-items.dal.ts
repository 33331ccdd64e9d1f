import type { DataSource } from 'typeorm';
import { announcerOf, StatementRunner } from '#glue/db';
import type {
  DetailedChange,
  DetailedDraft,
  DetailedItem,
} from '../../../core/details/detailed-item.js';
import { type ItemLimits, ownRefusal } from '../../../core/item-limits.js';
import type { ItemQuery } from '../../../core/details/item-query.js';
import { DetailedItemsDal, type ItemsPage } from '../../../core/ports/detailed-items.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { insertUserRefs, readUserRef } from '../users/user-refs.js';
import { changeDetailed } from './change-detailed.js';
import { CREATE_DETAILED } from './create.statement.js';
import { itemOf, valuesOf } from './details.columns.js';
import { FIND_DETAILED } from './find.statement.js';
import { cursorOf, placeOf } from './page-cursor.js';
import { type PageRow, pageStatement } from './page.statement.js';

/** Covers a user's first write, and other writes that reach a limit or free room meanwhile. */
const ATTEMPTS = 3;

export class TypeormDetailedItemsDal extends DetailedItemsDal {
  private readonly statements: StatementRunner;

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
    const place = cursor === undefined ? undefined : placeOf(cursor, user, query);
    if (cursor !== undefined && !place)
      return (await readUserRef(this.source, user)).refusal ?? 'unknown_cursor';
    const { status = null, label = null, dueFrom = null, dueTo = null, text = null } = query;
    const filter = [user.userId, user.uniqueId, status, label, dueFrom, dueTo, text];
    const values = [...filter, place?.id ?? null, query.limit + 1];
    if (query.sort !== 'created') values.push(place?.key ?? null);
    const rows = await this.statements.run(pageStatement(query), values);
    const refusal = rows.length > 0 ? undefined : (await readUserRef(this.source, user)).refusal;
    return refusal ?? pageOf(rows, user, query);
  }

  override async create(
    user: UserRef,
    draft: DetailedDraft,
  ): ReturnType<DetailedItemsDal['create']> {
    const more = { items: 1, bytes: Buffer.byteLength(draft.title) };
    const { itemsPerUser, titleBytesPerUser } = this.limits;
    const values = [
      user.userId,
      user.uniqueId,
      ...valuesOf(draft),
      itemsPerUser,
      titleBytesPerUser,
    ];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { refusal, owned } = await readUserRef(this.source, user);
      const reason = refusal ?? (owned && ownRefusal(owned, more, this.limits));
      if (reason) return reason;
      if (!owned) await insertUserRefs(this.source, [user]);
      const [made] = await this.statements.run(CREATE_DETAILED, values);
      if (!made) continue;
      announcerOf(this.source).announce();
      return { ...draft, ...made, updatedAt: null, role: 'owner' };
    }
    return 'too_many_items';
  }

  override async change(
    user: UserRef,
    change: DetailedChange,
    holds: (item: DetailedItem) => boolean,
  ) {
    const outcome = await changeDetailed(this.source, user, change, this.limits, holds);
    if (typeof outcome !== 'string' && outcome.isChanged) announcerOf(this.source).announce();
    return outcome;
  }
}

function pageOf(rows: readonly PageRow[], user: UserRef, query: ItemQuery): ItemsPage {
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const isLast = !last || last.found === shown.length;
  return {
    items: shown.map(itemOf),
    next: isLast ? undefined : cursorOf(last, user, query),
  };
}
