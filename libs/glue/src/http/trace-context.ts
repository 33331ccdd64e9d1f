import { randomHex } from './random-hex.js';

/** Where a request stands in the calls that belong together (W3C Trace Context, level 1). */
export interface TraceContext {
  traceId: string;
  flags: string;
  /** What tracing systems of others note; passed on as it is. */
  state?: string;
}

const IDS = '(?!0{32})(?<traceId>[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(?<flags>[0-9a-f]{2})';
/** version "-" trace-id "-" parent-id "-" trace-flags. */
const VERSION_00 = new RegExp(`^00-${IDS}$`);
/** Later versions may append more, after another dash. */
const LATER_VERSION = new RegExp(`^(?!00|ff)[0-9a-f]{2}-${IDS}(-.*)?$`);
/** The only flag of level 1; the others are reserved, and not to be passed on. */
const SAMPLED = 1;
const MAX_STATE_LENGTH = 512;
const NOT_SAMPLED = '00';
const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/** Continues the caller's trace, or begins one if the caller sends none that can be read. */
export function continueTrace(headers: NodeJS.Dict<string | string[]>): TraceContext {
  const { traceparent, tracestate } = headers;
  const { traceId, flags } = parse(traceparent) ?? {};
  if (!traceId || !flags) {
    return { traceId: randomHex(TRACE_ID_BYTES), flags: NOT_SAMPLED };
  }
  const passesOn = typeof tracestate === 'string' && tracestate.length <= MAX_STATE_LENGTH;
  return { traceId, flags: known(flags), ...(passesOn && { state: tracestate }) };
}

function parse(traceparent: string | string[] | undefined) {
  if (typeof traceparent !== 'string') return undefined;
  return (VERSION_00.exec(traceparent) ?? LATER_VERSION.exec(traceparent))?.groups;
}

function known(flags: string): string {
  return parseInt(flags, 16) & SAMPLED ? '01' : NOT_SAMPLED;
}

/** The headers by which one call made for this request joins its trace: a span of its own each time. */
export function traceHeaders({ traceId, flags, state }: TraceContext) {
  return {
    traceparent: `00-${traceId}-${randomHex(SPAN_ID_BYTES)}-${flags}`,
    ...(state !== undefined && { tracestate: state }),
  };
}
