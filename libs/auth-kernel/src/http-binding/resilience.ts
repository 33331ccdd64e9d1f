import {
  bulkhead,
  circuitBreaker,
  CountBreaker,
  ExponentialBackoff,
  fullJitterGenerator,
  handleWhen,
  type IPolicy,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { PeerFailure } from './peer-failure.js';

/** Protects the caller and the peer during an outage. Everything is on by default. */
export interface ResilienceOptions {
  /** The total time of a call, including waiting and the retry. */
  budgetMs: number;
  connectTimeoutMs: number;
  /** The maximum pause before the retry; the actual pause is random (full jitter). */
  retryPauseMs: number;
  /** Concurrent calls, and queued calls. */
  concurrency: number;
  queue: number;
  /** The circuit opens when this share of the last `breakerWindow` calls has failed … */
  breakerShare: number;
  breakerWindow: number;
  breakerMinimumCalls: number;
  /** … and lets one call through to probe after this. */
  probeAfterMs: number;
}

export const DEFAULT_RESILIENCE: ResilienceOptions = {
  budgetMs: 1_000,
  connectTimeoutMs: 250,
  retryPauseMs: 100,
  concurrency: 64,
  queue: 2_000,
  breakerShare: 0.5,
  breakerWindow: 20,
  breakerMinimumCalls: 10,
  probeAfterMs: 500,
};

/** Called once each time the circuit opens or closes. */
export interface CircuitListener {
  /** @param failure the failure that opened the circuit */
  opened(failure: unknown): void;
  closed(): void;
}

export function resilience(options: ResilienceOptions, listener: CircuitListener): IPolicy {
  const isRetryable = handleWhen((error) => error instanceof PeerFailure && error.retryable);
  return wrap(
    timeout(options.budgetMs, TimeoutStrategy.Aggressive),
    bulkhead(options.concurrency, options.queue),
    circuit(options, listener),
    retry(isRetryable, {
      maxAttempts: 1,
      backoff: new ExponentialBackoff({
        initialDelay: options.retryPauseMs,
        maxDelay: options.retryPauseMs,
        generator: fullJitterGenerator,
      }),
    }),
  );
}

function circuit(options: ResilienceOptions, listener: CircuitListener): IPolicy {
  const isPeerFailure = handleWhen((error) => error instanceof PeerFailure);
  const breaker = circuitBreaker(isPeerFailure, {
    halfOpenAfter: options.probeAfterMs,
    breaker: new CountBreaker({
      // CountBreaker opens above its threshold; we open at exactly half.
      threshold: options.breakerShare - 1 / (2 * options.breakerWindow),
      size: options.breakerWindow,
      minimumNumberOfCalls: options.breakerMinimumCalls,
    }),
  });
  let isOpen = false;
  breaker.onBreak((reason) => {
    if (isOpen) return; // the probe has failed
    isOpen = true;
    listener.opened('error' in reason ? reason.error : undefined);
  });
  breaker.onReset(() => {
    isOpen = false;
    listener.closed();
  });
  return breaker;
}

/**
 * For background calls that are repeated anyway: within the budget, without a retry, and
 * independent of the circuit.
 */
export function backgroundResilience({ budgetMs }: ResilienceOptions): IPolicy {
  return timeout(budgetMs, TimeoutStrategy.Aggressive);
}
