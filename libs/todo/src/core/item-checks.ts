import { Injectable } from '@nestjs/common';
import type { Outcome, OwnChecks, Report } from '#seam';
import { ReconcileDal } from './ports/reconcile.dal.js';

const ITEMS_PER_PAGE = 5_000;
const USERS_PER_PAGE = 250;

/** Finds items and memberships without a counterpart, and wrong counts, for `npm run reconcile`. */
@Injectable()
export class ItemChecks implements OwnChecks {
  readonly labels = {
    memberships_without_item: 'memberships without an item',
    items_without_member: 'items without a member',
    items_without_owner: 'items without an owner',
    users_miscounted: 'users whose stored counts differ from what they own',
  };

  constructor(private readonly dal: ReconcileDal) {}

  async checkPage(userIds: readonly number[], report: Report, outcome: Outcome): Promise<void> {
    const ids = [...userIds];
    report.count('memberships_without_item', outcome, await this.dal.countWithoutItem(ids));
    if (outcome === 'repaired') await this.dal.removeWithoutItem(ids);
  }

  async checkAll(report: Report, outcome: Outcome, signal: AbortSignal): Promise<void> {
    await this.checkItems(report, outcome, signal);
    await this.checkCounts(report, outcome, signal);
  }

  private async checkItems(report: Report, outcome: Outcome, signal: AbortSignal) {
    report.see('items', 0);
    for (let after: number | undefined = 0; after !== undefined;) {
      signal.throwIfAborted();
      const page = await this.dal.itemsAfter(after, ITEMS_PER_PAGE);
      report.see('items', page.size);
      report.note('items_without_member', outcome, page.orphaned);
      report.note('items_without_owner', outcome, page.ownerless);
      const wrong = [...page.orphaned, ...page.ownerless];
      if (outcome === 'repaired' && wrong.length > 0) await this.dal.promoteOrDelete(wrong);
      after = page.next;
    }
  }

  private async checkCounts(report: Report, outcome: Outcome, signal: AbortSignal) {
    for (let after: number | undefined = 0; after !== undefined;) {
      signal.throwIfAborted();
      const page = await this.dal.countsAfter(after, USERS_PER_PAGE);
      report.note('users_miscounted', outcome, page.miscounted);
      if (outcome === 'repaired' && page.miscounted.length > 0)
        await this.dal.recount(page.miscounted);
      after = page.next;
    }
  }
}
