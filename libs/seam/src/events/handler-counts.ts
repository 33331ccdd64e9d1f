import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { reasonOf } from '#glue/errors';
import type { EventCursors } from '#glue/events';
import type { EventMetrics, HandlerLag } from '#glue/metrics';
import type { EventHandler } from './event-handler.js';

/** The average pause between two counts, in milliseconds. */
const INTERVAL_MS = 10_000;
/** How long to wait for a provider. */
const LIMIT_MS = 2_000;

/**
 * Counts in the background how far handlers are behind, for the metrics of a process: no scrape asks
 * a provider, or waits for one.
 */
export class HandlerCounts {
  private readonly stopping = new AbortController();
  private readonly counted: readonly (readonly [EventHandler, HandlerLag])[];
  private readonly logger = new Logger('Events');
  private running: Promise<void> = Promise.resolve();
  private isFailing = false;

  constructor(
    handlers: readonly EventHandler[],
    private readonly cursors: EventCursors,
    metrics: EventMetrics,
    private readonly intervalMs = INTERVAL_MS,
  ) {
    const { context } = cursors;
    this.counted = handlers.map((each) => [each, metrics.lagOf(context, each.name)]);
    for (const each of handlers) each.observe = metrics.tries(context, each.name);
  }

  /** Soon for the first time, and then at random intervals, so that processes drift apart. */
  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let meanMs = this.intervalMs / 10; !signal.aborted; meanMs = this.intervalMs) {
      const pauseMs = meanMs * (0.5 + Math.random());
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      for (const [handler, lag] of this.counted) {
        if (!signal.aborted) await this.count(handler, lag).then(this.succeed, this.fail);
      }
    }
  }

  private readonly succeed = () => void (this.isFailing = false);

  /** Logs the first failure: without its database nothing is found out. */
  private readonly fail = (error: unknown) => {
    if (!this.isFailing && !this.stopping.signal.aborted)
      this.logger.warn(`events of ${this.cursors.context} are not counted: ${reasonOf(error)}`);
    this.isFailing = true;
  };

  private async count(handler: EventHandler, lag: HandlerLag): Promise<void> {
    const position = await this.cursors.find(handler.name);
    if (!position) return;
    const parked = await this.cursors.countParked(handler.name);
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(LIMIT_MS)]);
    const { cursor, stopped } = position;
    const ahead = await handler.ask(cursor, { count: true, signal }).catch(() => undefined);
    lag.found({
      at: cursor?.id ?? 0,
      isStopped: stopped !== undefined,
      parked,
      behind: ahead?.behind,
      next: ahead?.events[0]?.id,
    });
  }
}
