import type { CallEvent } from '../calls/index.js';
import type { RecordedCall } from './recorded.js';

/** A call that runs, and the call inside which it was made. */
export interface RunningCall {
  readonly event: CallEvent;
  readonly outer: RunningCall | undefined;
  readonly request: OpenRequest | undefined;
  readonly startedAt: number;
  isReused: boolean;
}

/** A public request that runs. */
export interface OpenRequest {
  readonly startedAt: number;
  readonly calls: RecordedCall[];
  isOpen: boolean;
}

/** Field by field: nothing else of a call can get into the file. */
export function recordOf({
  event,
  outer,
  startedAt,
  isReused,
}: RunningCall): Omit<RecordedCall, 'start'> {
  const { call, binding, input, result, isInTransaction } = event;
  return {
    call: call.fullName,
    kind: call.kind ?? 'query',
    binding,
    ...(outer && { from: outer.event.call.contract }),
    ms: rounded(performance.now() - startedAt),
    sent: bytesOf(input, call.crossing?.input.encode),
    received: 'error' in event ? 0 : bytesOf(result, call.crossing?.output.encode),
    ...(call.batch !== undefined && { batched: true }),
    ...(isInTransaction && { inTransaction: true }),
    ...(isReused && { reused: true }),
    ...('error' in event && { failed: true }),
  };
}

/** The size of a value as JSON; 0 for one that its schema refuses, which does not cross. */
function bytesOf(value: unknown, encode: (value: unknown) => unknown = (same) => same): number {
  try {
    return Buffer.byteLength(JSON.stringify(encode(value)) ?? '');
  } catch {
    return 0;
  }
}

/** Milliseconds with whole microseconds. */
export function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
