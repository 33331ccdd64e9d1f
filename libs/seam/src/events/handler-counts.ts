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

type Counted = readonly [EventHandler, HandlerLag];

/**
 * Counts in the background how far handlers are behind, for the metrics of a process: no scrape asks
 * a provider, or waits for one.
 */
export class HandlerCounts {
  private readonly stopping = new AbortController();
  private readonly counted: readonly Counted[];
  private readonly logger = new Logger('Events');
  private running: Promise<unknown> = Promise.resolve();
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

  /** The handlers of one provider do not wait for another one. */
  start(): void {
    const providers = new Set(this.counted.map(([{ declared }]) => declared.contract.name));
    const handlersOf = (provider: string) =>
      this.counted.filter(([{ declared }]) => declared.contract.name === provider);
    this.running = Promise.all([...providers].map((each) => this.run(handlersOf(each))));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Soon for the first time, and then at random intervals, so that processes drift apart. */
  private async run(counted: readonly Counted[]): Promise<void> {
    const { signal } = this.stopping;
    for (let meanMs = this.intervalMs / 10; !signal.aborted; meanMs = this.intervalMs) {
      const pauseMs = meanMs * (0.5 + Math.random());
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      for (const [handler, lag] of counted) {
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
    if (!position) return lag.found({ at: 0, isStopped: false, parked: 0 });
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
