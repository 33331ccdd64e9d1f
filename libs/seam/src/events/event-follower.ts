import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { isServiceError, reasonOf, ServiceError } from '#glue/errors';
import { eventErrors } from './event-errors.js';
import { EventFailure } from './event-failure.js';
import { type EventHandler, HandlerStopped } from './event-handler.js';
import { MAX_WAIT_MS } from './events-call.js';

/** How often to try, and how long to pause. */
export interface Pace {
  /** The pause after a request that found nothing and did not wait, in milliseconds. */
  readonly pollMs: number;
  /** The pause after the first failure; it doubles with each further one. */
  readonly retryMs: number;
  /** How often an event is tried before its handler gives up. */
  readonly tries: number;
}

/** The maximum pause during an outage of the provider. */
const MAX_PAUSE_MS = 2_000;
/** How often a condition that needs an operator is logged again. */
const REPEAT_MS = 60_000;
/** Events per request. */
const PAGE = 100;

/** Lets a handler apply events as they are published: at once, less often during an outage. */
export class EventFollower {
  private readonly logger = new Logger('Events');
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** Failures in a row, of any kind: they make the pause. */
  private failures = 0;
  /** How often the handler has failed at one event or page. */
  private tried = { what: '', times: 0 };
  private trouble: string | undefined;
  private loggedAt = -Infinity;

  constructor(
    private readonly handler: EventHandler,
    private readonly pace: Pace,
  ) {}

  start(): void {
    this.running = this.follow();
  }

  /** Finishes the event that is being applied, and applies no other. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('the process stops'));
    await this.running;
  }

  /** Why events cannot be applied now; `undefined` if they can. */
  get note(): string | undefined {
    const loading = this.handler.isLoading ? `${this.handler.name} loads its snapshot` : undefined;
    return this.trouble ?? loading;
  }

  private get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async follow(): Promise<void> {
    while (!this.isStopped) {
      const pauseMs = await this.round().catch((error: unknown) => this.fail(error));
      if (pauseMs > 0 && !this.isStopped) await this.pause(pauseMs);
    }
  }

  /** @returns how long to pause */
  private async round(): Promise<number> {
    const start = performance.now();
    // After trouble without a wait, so that its end is noticed at once.
    const waitMs = this.trouble === undefined ? MAX_WAIT_MS : 0;
    const wait = { waitMs, signal: this.stopping.signal };
    const { pending } = await this.handler.applySome(PAGE, () => !this.isStopped, wait);
    if (this.trouble) this.logger.log(`${this.handler.name}: events are applied again`);
    this.failures = 0;
    this.trouble = undefined;
    const isQuiet = pending === 0 && performance.now() - start < waitMs;
    return isQuiet ? this.pace.pollMs : 0;
  }

  /** @returns how long to pause */
  private async fail(error: unknown): Promise<number> {
    if (this.isStopped) return 0;
    this.failures++;
    if (error instanceof EventFailure) await this.countTry(error);
    this.log(error);
    return Math.min(this.pace.retryMs * 2 ** Math.max(0, this.failures - 1), MAX_PAUSE_MS);
  }

  private async countTry(failure: EventFailure): Promise<void> {
    const what = `${failure.message} ${failure.from.loading ?? ''}`;
    const times = this.tried.what === what ? this.tried.times + 1 : 1;
    this.tried = { what, times };
    if (times < this.pace.tries) return;
    await this.handler.giveUp(failure, reasonOf(failure.cause)).catch(() => undefined);
    this.tried = { what: '', times: 0 };
  }

  /** Until the process stops, at most. */
  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** Logs a new condition, and repeats one that needs an operator once a minute. */
  private log(error: unknown): void {
    const { trouble, needsOperator } = conditionOf(error, this.handler);
    const isDue = needsOperator && performance.now() - this.loggedAt >= REPEAT_MS;
    if (trouble === this.trouble && !isDue) return;
    this.trouble = trouble;
    this.loggedAt = performance.now();
    const line = `${this.handler.name}: ${trouble}`;
    if (needsOperator) this.logger.error(line);
    else if (error instanceof ServiceError) this.logger.warn(`${line}: ${reasonOf(error)}`);
    else this.logger.warn(new Error(line, { cause: error }));
  }
}

interface Condition {
  trouble: string;
  needsOperator: boolean;
}

/** What to tell of an error, without its details: `/readyz` shows it. */
function conditionOf(error: unknown, handler: EventHandler): Condition {
  const context = handler.declared.contract.name;
  if (isServiceError(error, eventErrors.event_cursor_unknown)) {
    const trouble =
      `${context} does not have the event that was applied here last: it was restored from an older ` +
      `backup, or it is another ${context}. Events are not applied until ` +
      `\`${handler.cureOfRestore}\``;
    return { trouble, needsOperator: true };
  }
  if (isServiceError(error, eventErrors.events_expired)) {
    const trouble =
      `${context} has removed events that were not applied here in time. Events are not applied until ` +
      'an operator decides: see docs/events.md#after-a-long-absence';
    return { trouble, needsOperator: true };
  }
  if (error instanceof HandlerStopped) {
    return {
      trouble: 'stopped at an event or a page that it cannot apply: see docs/events.md',
      needsOperator: true,
    };
  }
  if (error instanceof EventFailure) return { trouble: error.message, needsOperator: false };
  const reason = error instanceof ServiceError ? error.message : 'an unexpected error';
  return { trouble: `waiting: ${reason}`, needsOperator: false };
}
