import { labelsOf } from './findings.js';
import type { OwnChecks } from './own-checks.js';
import { type ForgetEntity, ReferenceCheck } from './reference-check.js';
import type { ReferenceStore } from './reference-store.js';
import type { Deletions, Referred } from './referred.js';
import { type Outcome, Report } from './report.js';

/** So large a share of unknown entities suggests a wrong provider. */
const SUSPICIOUS_SHARE = 0.01;

/** What a reconciliation may do beyond proven repairs. */
export interface ReconcileOptions {
  dryRun: boolean;
  /** Deletes the rows of entities that are unknown to the provider, even without the event of a deletion. */
  deleteUnknown: boolean;
  /** Allows `deleteUnknown` for more than 1 % of the entities. */
  force: boolean;
  /** Accepts the state of the provider, although it was restored from an older backup. */
  acceptRestored: boolean;
}

/** Finds inconsistencies between references and their provider, and repairs those that are proven. */
export class Reconciliation {
  constructor(
    private readonly store: ReferenceStore,
    private readonly referred: Referred,
    private readonly deletions: Deletions,
    private readonly forget: ForgetEntity,
    private readonly own?: OwnChecks,
  ) {}

  /**
   * @param signal ends it before the next page, with the reason of the signal
   * @throws ServiceError while the provider or the store is unavailable
   */
  async run(
    options: ReconcileOptions,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Report> {
    const report = new Report({ ...labelsOf(this.referred), ...this.own?.labels });
    const repair: Outcome = options.dryRun ? 'would be repaired' : 'repaired';
    const isKnown = await this.checkEvents(report, repair, options, signal);
    const upTo = await this.deletions.appliedUpTo();
    const check = new ReferenceCheck(
      ...([this.store, this.referred, this.forget, this.own, upTo, signal] as const),
    );
    // The state of another provider proves nothing.
    const trusted = isKnown || options.acceptRestored ? repair : 'needs a decision';
    await check.run(report, trusted, options.acceptRestored ? repair : 'needs a decision');
    if (options.acceptRestored && !options.dryRun) await this.deletions.reset();
    await this.own?.checkAll(report, repair, signal);
    await this.decideOnUnknown(check, report, options, isKnown || options.acceptRestored);
    return report;
  }

  /** Whether the provider has the event that was applied last. Applies the events after it. */
  private async checkEvents(
    report: Report,
    repair: Outcome,
    { acceptRestored }: ReconcileOptions,
    signal: AbortSignal,
  ): Promise<boolean> {
    const pending = await this.deletions.pending();
    if (typeof pending === 'string') {
      const { provider } = this.referred;
      const question = {
        cursor_unknown: `was ${provider} restored from a backup?`,
        events_expired: `is it the right ${provider}?`,
      }[pending];
      const outcome = acceptRestored ? repair : 'needs a decision';
      report.count(pending, outcome, 1, [], `${question} See --${provider}-restored`);
      return false;
    }
    const count = repair === 'repaired' ? await this.deletions.apply(signal) : pending;
    report.count('events_pending', repair, count);
    return true;
  }

  private async decideOnUnknown(
    check: ReferenceCheck,
    report: Report,
    { dryRun, deleteUnknown, force }: ReconcileOptions,
    isTrusted: boolean,
  ): Promise<void> {
    const unknown = report.find('unknown');
    if (!unknown) return;
    const { provider, entities } = this.referred;
    const isSuspicious = unknown.count > report.seen[entities]! * SUSPICIOUS_SHARE;
    if (!isTrusted) unknown.hint = `first decide about ${provider}: see above`;
    else if (!deleteUnknown) {
      unknown.hint = `is it the right ${provider}? --delete-unknown removes them`;
    } else if (isSuspicious && !force) unknown.hint = 'more than 1 % of all: also needs --force';
    else {
      unknown.outcome = dryRun ? 'would be repaired' : 'repaired';
      if (!dryRun) await check.removeUnknown();
    }
  }
}
