import type { RecordedCall } from '#glue/recording';

/** What a call adds if it leaves the process, in milliseconds. */
export interface Cost {
  /** Of a call over loopback, beyond the same call in process: usually, and of one in a hundred. */
  readonly callMs: { readonly p50: number; readonly p99: number };
  /** Of the network, there and back. */
  readonly latencyMs: number;
  /** Infinity if sizes do not matter. */
  readonly bytesPerMs: number;
}

/** Of a request and its response, without what the call sends: the identity, the trace, the rest. */
export const BYTES_OF_HEADERS = 1_500;

/** The time that one call adds. */
export function addedBy(call: RecordedCall, cost: Cost, which: 'p50' | 'p99'): number {
  const bytes = call.sent + call.received + BYTES_OF_HEADERS;
  return cost.callMs[which] + cost.latencyMs + bytes / cost.bytesPerMs;
}
