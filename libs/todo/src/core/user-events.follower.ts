import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { isServiceError, ServiceError } from '#glue/errors';
import { UserDeletionsService } from './user-deletions.service.js';

/** The maximum pause between polls during an outage of auth. */
const MAX_PAUSE_MS = 2_000;

/** How often a condition that needs an operator is logged again. */
const REPEAT_MS = 60_000;

/** Why events are not applied, for the operator. */
const RESTORED =
  'auth does not have the event that was applied here last: it was restored from an older backup, ' +
  'or it is another auth. Deletions are not applied until `npm run reconcile -- --auth-restored`';

/** Applies events of users: at once, then every `pollMs`, less often while auth is unavailable. */
@Injectable()
export class UserEventsFollower implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(UserEventsFollower.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;
  private failures = 0;
  private trouble: string | undefined;
  private loggedAt = -Infinity;

  constructor(
    private readonly events: UserDeletionsService,
    private readonly pollMs: number,
  ) {}

  /** Does not delay the start. */
  onApplicationBootstrap(): void {
    this.round = this.follow();
  }

  /** Finishes the event that is being applied, and applies no other. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** Why events cannot be applied now; `undefined` if they can. */
  get note(): string | undefined {
    return this.trouble;
  }

  private async follow(): Promise<void> {
    try {
      await this.events.catchUp(() => !this.stopped);
      this.succeed();
    } catch (error) {
      this.fail(error);
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.follow();
    }, this.pause);
  }

  private get pause(): number {
    const longest = Math.max(this.pollMs, MAX_PAUSE_MS);
    return Math.min(this.pollMs * 2 ** this.failures, longest);
  }

  private succeed(): void {
    if (this.trouble) this.logger.log('events of users are applied again');
    this.failures = 0;
    this.trouble = undefined;
  }

  /** Logs a new condition, and repeats one that needs an operator once a minute. */
  private fail(error: unknown): void {
    this.failures = Math.min(this.failures + 1, 10);
    const isRestored = isServiceError(error, authKernelErrors.event_cursor_unknown);
    const trouble = isRestored ? RESTORED : `waiting: ${(error as Error).message}`;
    const isDue = isRestored && performance.now() - this.loggedAt >= REPEAT_MS;
    if ((trouble === this.trouble && !isDue) || this.stopped) return;
    this.trouble = trouble;
    this.loggedAt = performance.now();
    if (isRestored) this.logger.error(trouble);
    else this.logger.warn(explain(error));
  }
}

/** An outage needs no stack; any other error is a bug. */
function explain(error: unknown): string | Error {
  const message = 'events of users cannot be applied now';
  if (!(error instanceof ServiceError)) return new Error(message, { cause: error });
  const reason = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${message}: ${error.message}${reason}`;
}
