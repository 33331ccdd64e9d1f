import type { Logger } from 'pino';
import { reasonOf, type ServiceError } from '../errors/index.js';

const POLL_INTERVAL_MS = 5_000;
const COUNT_MS = 60_000;
/** Longer than a request waits for a database that hangs: it is one outage, not several. */
const OVER_AFTER_MS = 30_000;

interface Outage {
  begunAt: number;
  loggedAt: number;
  lastAt: number;
  /** Since the line before, and in total. */
  fresh: number;
  total: number;
  reason: string | undefined;
}

/**
 * Logs outages in few lines: one when responses of 503 with a code begin, one per minute with their
 * number while they continue, and one when they have ended.
 */
export class OutageLog {
  private readonly outages = new Map<string, Outage>();

  constructor(
    private readonly logger: Logger,
    private readonly now: () => number = Date.now,
  ) {
    // Started here and not with an outage: its lines would have the id of the first request.
    setInterval(() => this.poll(), POLL_INTERVAL_MS).unref();
  }

  note(error: ServiceError, fields: Record<string, string>): void {
    const { code } = error;
    const now = this.now();
    const reason = error.cause === undefined ? undefined : reasonOf(error);
    const outage = this.outages.get(code);
    if (outage) {
      outage.fresh++;
      outage.total++;
      outage.lastAt = now;
      outage.reason = reason;
      this.logger.debug({ ...fields, code, reason }, error.message);
      return;
    }
    this.outages.set(code, {
      begunAt: now,
      loggedAt: now,
      lastAt: now,
      fresh: 0,
      total: 1,
      reason,
    });
    this.logger.warn({ ...fields, code, reason }, `${code}: requests are answered with 503`);
  }

  private poll(): void {
    const now = this.now();
    for (const [code, outage] of this.outages) {
      if (now - outage.lastAt >= OVER_AFTER_MS) this.logEnd(code, outage);
      else if (now - outage.loggedAt >= COUNT_MS) this.logCount(code, outage, now);
    }
  }

  private logCount(code: string, outage: Outage, now: number): void {
    const { fresh: count, reason } = outage;
    this.logger.warn({ code, count, reason }, `${code}: requests are still answered with 503`);
    Object.assign(outage, { loggedAt: now, fresh: 0 });
  }

  private logEnd(code: string, { total: count, lastAt, begunAt }: Outage): void {
    const seconds = Math.round((lastAt - begunAt) / 1_000);
    this.logger.info(
      { code, count, seconds },
      `${code}: no response of 503 for ${OVER_AFTER_MS / 1_000} s`,
    );
    this.outages.delete(code);
  }
}
