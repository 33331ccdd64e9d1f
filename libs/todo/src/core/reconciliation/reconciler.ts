import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { isServiceError } from '#glue/errors';
import { type EventHandler, EventHandlers, eventErrors } from '#seam';
import { ReconcileDal } from '../ports/reconcile.dal.js';
import { DELETED_USERS } from '../deleted-users.js';
import type { ReconcileOptions } from './reconcile-options.js';
import { type Outcome, Report } from './report.js';
import { UserReconciler } from './user-reconciler.js';

const ITEMS_PER_PAGE = 5_000;
const USERS_PER_PAGE = 250;
/** This many unknown users suggest a wrong auth. */
const SUSPICIOUS_SHARE = 0.01;

/** Finds inconsistencies between auth and todo, and repairs those that are proven. */
@Injectable()
export class Reconciler {
  private readonly deletions: EventHandler;

  constructor(
    private readonly dal: ReconcileDal,
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
    handlers: EventHandlers,
  ) {
    this.deletions = handlers.named(DELETED_USERS);
  }

  /**
   * @param signal ends it before the next page, with the reason of the signal
   * @throws ServiceError while auth or the store is unavailable
   */
  async run(options: ReconcileOptions, signal = new AbortController().signal): Promise<Report> {
    const report = new Report();
    const repair: Outcome = options.dryRun ? 'would be repaired' : 'repaired';
    const isKnown = await this.checkEvents(report, repair, options, signal);
    const users = new UserReconciler(this.dal, this.auth, await this.appliedUpTo(), signal);
    // The state of another auth proves nothing.
    const trusted = isKnown || options.acceptRestored ? repair : 'needs a decision';
    await users.check(report, trusted, options.acceptRestored ? repair : 'needs a decision');
    if (options.acceptRestored && !options.dryRun) await this.deletions.reset();
    await this.checkItems(report, repair, signal);
    await this.checkCounts(report, repair, signal);
    await this.decideOnUnknown(users, report, options, isKnown || options.acceptRestored);
    return report;
  }

  /** Whether auth has the event of the cursor. Applies the events after it. */
  private async checkEvents(
    report: Report,
    repair: Outcome,
    options: ReconcileOptions,
    signal: AbortSignal,
  ) {
    try {
      const { events } = await this.deletions.pending(1_000);
      const count = repair === 'repaired' ? await this.applyEvents(signal) : events.length;
      report.count('events_pending', repair, count);
      return true;
    } catch (error) {
      if (!isServiceError(error, eventErrors.event_cursor_unknown)) throw error;
      const hint = 'was auth restored from a backup? See --auth-restored';
      const outcome = options.acceptRestored ? repair : 'needs a decision';
      report.count('cursor_unknown', outcome, 1, [], hint);
      return false;
    }
  }

  /** Also if the handler was stopped at one: perhaps it can be applied by now. */
  private async applyEvents(signal: AbortSignal): Promise<number> {
    await this.deletions.resume();
    return this.deletions.catchUp(() => !signal.aborted);
  }

  private async appliedUpTo(): Promise<number> {
    return (await this.deletions.position()).cursor?.id ?? 0;
  }

  private async checkItems(report: Report, repair: Outcome, signal: AbortSignal) {
    for (let after: number | undefined = 0; after !== undefined;) {
      signal.throwIfAborted();
      const page = await this.dal.itemsAfter(after, ITEMS_PER_PAGE);
      report.seen.items += page.size;
      report.note('items_without_member', repair, page.orphaned);
      report.note('items_without_owner', repair, page.ownerless);
      const wrong = [...page.orphaned, ...page.ownerless];
      if (repair === 'repaired' && wrong.length > 0) await this.dal.promoteOrDelete(wrong);
      after = page.next;
    }
  }

  private async checkCounts(report: Report, repair: Outcome, signal: AbortSignal) {
    for (let after: number | undefined = 0; after !== undefined;) {
      signal.throwIfAborted();
      const page = await this.dal.countsAfter(after, USERS_PER_PAGE);
      report.note('users_miscounted', repair, page.miscounted);
      if (repair === 'repaired' && page.miscounted.length > 0)
        await this.dal.recount(page.miscounted);
      after = page.next;
    }
  }

  private async decideOnUnknown(
    users: UserReconciler,
    report: Report,
    { dryRun, deleteUnknown, force }: ReconcileOptions,
    isTrusted: boolean,
  ): Promise<void> {
    const unknown = report.find('users_unknown');
    if (!unknown) return;
    const isSuspicious = unknown.count > report.seen.users * SUSPICIOUS_SHARE;
    if (!isTrusted) unknown.hint = 'first decide about auth, which was restored or replaced';
    else if (!deleteUnknown) unknown.hint = 'is it the right auth? --delete-unknown removes them';
    else if (isSuspicious && !force) unknown.hint = 'more than 1 % of all: also needs --force';
    else {
      unknown.outcome = dryRun ? 'would be repaired' : 'repaired';
      if (!dryRun) await users.removeUnknown();
    }
  }
}
