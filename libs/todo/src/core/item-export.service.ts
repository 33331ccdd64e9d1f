import { Injectable } from '@nestjs/common';
import { byPage } from '#glue/export';
import { type ExportedItem, ExportedItemsDal } from './ports/exported-items.dal.js';
import type { UserRef } from './user-ref.js';

const ITEMS_AT_ONCE = 500;

/** What todo stores of a user. */
@Injectable()
export class ItemExportService {
  constructor(private readonly items: ExportedItemsDal) {}

  /** All items of a user, in the order of their ids, read while they are used. */
  itemsOf<Answer>(user: UserRef, toAnswer: (item: ExportedItem) => Answer): AsyncGenerator<Answer> {
    const read = (last: ExportedItem | undefined, limit: number) =>
      this.items.page(user, last?.id ?? 0, limit);
    return byPage(ITEMS_AT_ONCE, read, toAnswer);
  }
}
