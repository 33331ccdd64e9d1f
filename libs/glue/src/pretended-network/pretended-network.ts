import { setTimeout as delay } from 'node:timers/promises';
import type { NetworkOptions } from './network-options.js';
import { randomNumbers } from './random-numbers.js';

/** A connection that broke: whether the request was served is not known to its sender. */
export class LostConnection extends Error {
  readonly code = 'ECONNRESET';
}

/**
 * Carries requests within this process as slowly and as unreliably as a network. A lost packet would
 * only be late, because TCP sends it again; what is lost here is a connection.
 */
export class PretendedNetwork {
  private readonly random: () => number;

  constructor(readonly options: NetworkOptions) {
    this.random = randomNumbers(options.seed);
  }

  /**
   * Carries a request to `serve`, and its response back: half of the latency each. It takes up to 2 ms
   * longer, as timers do, and never less. A lost request is not served, a lost response was; the sender
   * learns of both when the response would have been there.
   *
   * @throws LostConnection; AbortError if `signal` ends it on the way; what `serve` throws
   */
  async carry<T>(serve: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const { latencyMs, jitterMs, loss } = this.options;
    const start = performance.now();
    // As many numbers for each request: what happens to one does not depend on others.
    const ms = latencyMs + (2 * this.random() - 1) * jitterMs;
    const [isRequestLost, isResponseLost] = [this.random() < loss, this.random() < loss];
    if (isRequestLost) {
      await wait(ms, signal);
      throw new LostConnection('the request was lost on the way (pretended)');
    }
    await wait(ms / 2, signal);
    const servedAt = performance.now();
    const response = await serve();
    await wait(ms - (servedAt - start), signal);
    if (isResponseLost) throw new LostConnection('the response was lost on the way (pretended)');
    return response;
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await delay(Math.ceil(ms), undefined, { signal });
}
