import {
  bulkhead,
  ExponentialBackoff,
  fullJitterGenerator,
  handleWhen,
  type IPolicy,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { circuit, type CircuitListener } from './circuit.js';
import { PeerFailure } from './peer-failure.js';
import { RetryBudget } from './retry-budget.js';

/** Concurrent requests to one peer, if a call declares no other number, and queued ones. */
export const CONCURRENCY = 64;
const QUEUE = 2_000;
/** The maximum pause before the retry; the actual pause is random (full jitter). */
const RETRY_PAUSE_MS = 100;
/** Answered calls per retry, on average. */
const CALLS_PER_RETRY = 5;

/**
 * Protects the caller and a peer during an outage. Everything is on by default. All calls to the
 * peer share its circuit and its retries.
 */
export class Resilience {
  private readonly circuit: IPolicy;
  private readonly retries = new RetryBudget(CALLS_PER_RETRY);

  constructor(listener: CircuitListener) {
    this.circuit = circuit(listener);
  }

  /** The policy of a call. Its budget, in milliseconds, includes waiting and the retry. */
  policy(budgetMs: number, concurrency = CONCURRENCY): IPolicy {
    return wrap(
      timeout(budgetMs, TimeoutStrategy.Aggressive),
      bulkhead(concurrency, QUEUE),
      this.circuit,
      this.retry(),
    );
  }

  /**
   * For background calls that are repeated anyway: within the budget, without a retry, and
   * independent of the circuit.
   */
  background(budgetMs: number): IPolicy {
    return timeout(budgetMs, TimeoutStrategy.Aggressive);
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
    return policy;
  }
}
