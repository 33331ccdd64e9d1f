import {
  bulkhead,
  ExponentialBackoff,
  fullJitterGenerator,
  handleWhen,
  type IPolicy,
  retry,
  TaskCancelledError,
  wrap,
} from 'cockatiel';
import { circuit, type CircuitListener } from './circuit.js';
import { PeerFailure } from './peer-failure.js';
import { RetryBudget } from './retry-budget.js';
import { withinLimits } from './within-limits.js';

/** Does work, and gives it a signal. */
export interface Policy {
  execute<T>(work: (own: { signal: AbortSignal }) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** Concurrent requests to one peer, if a call declares no other number, and queued ones. */
export const CONCURRENCY = 64;
const QUEUE = 2_000;
/** The maximum pause before the retry; the actual pause is random (full jitter). */
const RETRY_PAUSE_MS = 100;
/** Answered calls per retry, on average. */
const CALLS_PER_RETRY = 5;

/** Observes the requests to a peer. */
export interface PeerObserver extends CircuitListener {
  /** A request is sent once more. */
  retried(): void;
  /** A request is not sent, because too many wait. */
  rejected(): void;
}

/**
 * Protects the caller and a peer during an outage. Everything is on by default. All calls to the
 * peer share its circuit and its retries.
 */
export class Resilience {
  private readonly circuit: IPolicy;
  private readonly retries = new RetryBudget(CALLS_PER_RETRY);

  constructor(
    listener: CircuitListener,
    private readonly observer?: PeerObserver,
  ) {
    this.circuit = circuit(observer ? [listener, observer] : [listener]);
  }

  /** The policy of a call. Its budget, in milliseconds, includes waiting and the retry. */
  policy(budgetMs: number, concurrency = CONCURRENCY): Policy {
    const limit = this.background(budgetMs);
    const turns = bulkhead(concurrency, QUEUE);
    const { observer } = this;
    if (observer) turns.onReject(() => observer.rejected());
    const guarded = wrap(turns, this.circuit, this.retry());
    // The work gets the signal of `limit`: the circuit of cockatiel 3.2.1 gives calls that have waited
    // for its probe a signal that never ends, shared by all. Version 4 needs Node 22.
    return {
      execute: (work, signal) =>
        limit.execute((own) => guarded.execute(() => work(own), own.signal), signal),
    };
  }

  /**
   * For background calls that are repeated anyway: within the budget, without a retry, and
   * independent of the circuit.
   */
  background(budgetMs: number): Policy {
    // The timeout of cockatiel makes an exception with a stack for each call, also in time.
    return {
      execute: (work, signal) =>
        withinLimits({ budgetMs, signal }, late, (own) => work({ signal: own! })),
    };
  }

  private retry(): IPolicy {
    const mayRetry = handleWhen(
      (error) => error instanceof PeerFailure && error.retryable && this.retries.take(),
    );
    const policy = retry(mayRetry, {
      maxAttempts: 1,
      backoff: new ExponentialBackoff({
        initialDelay: RETRY_PAUSE_MS,
        maxDelay: RETRY_PAUSE_MS,
        generator: fullJitterGenerator,
      }),
    });
    policy.onSuccess(() => this.retries.add());
    const { observer } = this;
    if (observer) policy.onRetry(() => observer.retried());
    return policy;
  }
}

function late(): Error {
  return new TaskCancelledError('no answer in time');
}
