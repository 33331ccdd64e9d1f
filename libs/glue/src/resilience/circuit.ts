import { circuitBreaker, CountBreaker, handleWhen, type IPolicy } from 'cockatiel';
import { PeerFailure } from './peer-failure.js';

/** The circuit opens when this share of the last calls has failed … */
const SHARE = 0.5;
const WINDOW = 20;
const MINIMUM_CALLS = 10;
/** … and lets one call through to probe after this. */
const PROBE_AFTER_MS = 500;

/** Called once each time the circuit opens or closes. */
export interface CircuitListener {
  /** @param failure the failure that opened the circuit */
  opened(failure: unknown): void;
  closed(): void;
}

/** Rejects calls to a peer that keeps failing, until a probe succeeds. */
export function circuit(listeners: readonly CircuitListener[]): IPolicy {
  const isPeerFailure = handleWhen((error) => error instanceof PeerFailure);
  const breaker = circuitBreaker(isPeerFailure, {
    halfOpenAfter: PROBE_AFTER_MS,
    breaker: new CountBreaker({
      // CountBreaker opens above its threshold; we open at exactly the share.
      threshold: SHARE - 1 / (2 * WINDOW),
      size: WINDOW,
      minimumNumberOfCalls: MINIMUM_CALLS,
    }),
  });
  let isOpen = false;
  breaker.onBreak((reason) => {
    if (isOpen) return; // the probe has failed
    isOpen = true;
    const failure = 'error' in reason ? reason.error : undefined;
    listeners.forEach((each) => each.opened(failure));
  });
  breaker.onReset(() => {
    isOpen = false;
    listeners.forEach((each) => each.closed());
  });
  return breaker;
}
