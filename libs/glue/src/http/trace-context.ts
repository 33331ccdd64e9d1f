import { randomBytes } from 'node:crypto';

/** Where a request stands in the calls that belong together (W3C Trace Context, level 1). */
export interface TraceContext {
  traceId: string;
  /** This process's part of the trace. */
  spanId: string;
  flags: string;
  /** What tracing systems of others note; passed on as it is. */
  state?: string;
}

/** version "-" trace-id "-" parent-id "-" trace-flags; later versions may append more. */
const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?$/;
const MAX_STATE_LENGTH = 512;
const NOT_SAMPLED = '00';

/** Continues the caller's trace, or begins one if the caller sends none that can be read. */
export function continueTrace(headers: NodeJS.Dict<string | string[]>): TraceContext {
  const spanId = randomBytes(8).toString('hex');
  const { traceparent, tracestate } = headers;
  const match = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent) : null;
  if (!match) return { traceId: randomBytes(16).toString('hex'), spanId, flags: NOT_SAMPLED };
  const passesOn = typeof tracestate === 'string' && tracestate.length <= MAX_STATE_LENGTH;
  return { traceId: match[1]!, spanId, flags: match[2]!, ...(passesOn && { state: tracestate }) };
}

/** The headers by which a call made for this request joins its trace. */
export function traceHeaders({ traceId, spanId, flags, state }: TraceContext) {
  return {
    traceparent: `00-${traceId}-${spanId}-${flags}`,
    ...(state !== undefined && { tracestate: state }),
  };
}
