import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { isServiceError } from '#glue/errors';
import { eventErrors } from '#seam';
import type { AuthClient } from '../auth.contract.js';
import type { SessionInvalidations } from './session-invalidations.js';

const PAGE = 1_000;
const WAIT_MS = 20_000;
/** After a request that failed, or found nothing and did not wait. */
const PAUSE_MS = 250;

/** The log of events was restored, or has removed what was not read in time. */
const LOST = [eventErrors.event_cursor_unknown, eventErrors.events_expired];

type Cursor = { id: number; eventId: string };

/**
 * Tells this process of sessions that end anywhere: what is open for one ends within a second. It begins
 * with the present, and stores nothing: each process follows for itself, also several of one context.
 */
export class EndedSessions implements OnModuleDestroy {
  /** Whether the ends of sessions are heard. */
  hears = true;
  private readonly stopping = new AbortController();
  private readonly follower = `sessions:${randomUUID()}`;
  private position: { after?: Cursor } | undefined;
  private running: Promise<void> | undefined;
  private heardAt = performance.now();
  private hasFailed = false;

  /**
   * @param staleMs how long sessions are accepted during an outage of auth, without a check
   * @param waitMs how long auth waits for an event
   */
  constructor(
    private readonly auth: AuthClient,
    private readonly ended: SessionInvalidations,
    private readonly staleMs: number,
    private readonly waitMs = WAIT_MS,
  ) {}

  /** Begins to follow, once. */
  start(): void {
    this.running ??= this.follow();
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('the process stops'));
    await this.running;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const startedAt = performance.now();
      await this.round().catch((error: unknown) => this.fail(error));
      const isQuick = performance.now() - startedAt < PAUSE_MS;
      if (isQuick) await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async round(): Promise<void> {
    const { signal } = this.stopping;
    const query = {
      follower: this.follower,
      types: ['session.ended', 'user.deleted'],
      limit: PAGE,
      // After a failure it is soon known whether auth answers again.
      waitMs: this.hasFailed ? 0 : this.waitMs,
    };
    if (!this.position) {
      const { end } = await this.auth.events({ ...query, after: 'end' }, { signal });
      this.position = end ? { after: end } : {};
      this.ended.publish({ unknown: true }); // what has ended before was not heard
    }
    const { events, end } = await this.auth.events({ ...query, ...this.position }, { signal });
    // The event names a chain of sessions, and caches know the last one of it: all of the user are asked for again.
    const users = new Set(events.map(({ data }) => data.userId));
    for (const userId of users) this.ended.publish({ userId });
    if (end) this.position = { after: end };
    this.heardAt = performance.now();
    this.hears = true;
    this.hasFailed = false;
  }

  /**
   * During an outage of auth nothing is missed: it continues where it was. What is open for a session ends when
   * requests of sessions are refused, too.
   */
  private fail(error: unknown): void {
    this.hasFailed = true;
    if (isServiceError(error, ...LOST)) this.position = undefined;
    if (!this.hears || performance.now() - this.heardAt < this.waitMs + this.staleMs) return;
    this.hears = false;
    this.ended.publish({ unknown: true });
  }
}
