/** A network that is pretended, of one context. */
export interface NetworkOptions {
  /** The time of a request and its response on the way, in milliseconds. */
  latencyMs: number;
  /** How much less or more it is, evenly distributed. */
  jitterMs: number;
  /** The share of requests, and of responses, whose connection breaks: 0 to 1. */
  loss: number;
  /** The same seed loses the same ones, counted in the order of requests. */
  seed: number;
}

/** In words, for the log. */
export function describeNetwork({ latencyMs, jitterMs, loss, seed }: NetworkOptions): string {
  const range = jitterMs > 0 ? ` ± ${jitterMs}` : '';
  const lost = `${+(loss * 100).toFixed(4)} % of requests and of responses are lost`;
  return `${latencyMs}${range} ms there and back, ${lost}, seed ${seed}`;
}
