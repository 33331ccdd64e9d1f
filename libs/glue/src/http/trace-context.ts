import { randomUUID } from 'node:crypto';

/** The position of a request in a trace (W3C Trace Context, level 1). */
export interface TraceContext {
  traceId: string;
  flags: string;
  /** The state of other tracing systems; passed on unchanged. */
  state?: string;
}

const IDS = '(?!0{32})(?<traceId>[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(?<flags>[0-9a-f]{2})';
/** version "-" trace-id "-" parent-id "-" trace-flags. */
const VERSION_00 = new RegExp(`^00-${IDS}$`);
/** Later versions may append more, after another dash. */
const LATER_VERSION = new RegExp(`^(?!00|ff)[0-9a-f]{2}-${IDS}(-.*)?$`);
/** The only flag of level 1; the others are reserved, and must not be passed on. */
const SAMPLED = 1;
const MAX_STATE_LENGTH = 512;
const NOT_SAMPLED = '00';
const SPAN_ID_DIGITS = 16;

/** A trace that begins here. Its id, at 2 µs, is made when it is needed: a probe logs and calls nothing. */
class BegunTrace implements TraceContext {
  readonly flags = NOT_SAMPLED;
  private made?: string;

  get traceId(): string {
    return (this.made ??= newTraceId());
  }
}

/** Continues the caller's trace, or begins one if the caller sends no valid one. */
export function continueTrace(headers: NodeJS.Dict<string | string[]>): TraceContext {
  const { traceparent, tracestate } = headers;
  const { traceId, flags } = parse(traceparent) ?? {};
  if (!traceId || !flags) {
    return new BegunTrace();
  }
  const passesOn = typeof tracestate === 'string' && tracestate.length <= MAX_STATE_LENGTH;
  return { traceId, flags: keepSampledFlag(flags), ...(passesOn && { state: tracestate }) };
}

function parse(traceparent: string | string[] | undefined) {
  if (typeof traceparent !== 'string') return undefined;
  return (VERSION_00.exec(traceparent) ?? LATER_VERSION.exec(traceparent))?.groups;
}

function keepSampledFlag(flags: string): string {
  return parseInt(flags, 16) & SAMPLED ? '01' : NOT_SAMPLED;
}

/** The headers that add one call of this request to its trace, with a new span each time. */
export function traceHeaders({ traceId, flags, state }: TraceContext) {
  return {
    traceparent: `00-${traceId}-${newTraceId().slice(0, SPAN_ID_DIGITS)}-${flags}`,
    ...(state !== undefined && { tracestate: state }),
  };
}

/**
 * 32 hexadecimal digits. Neither half is all zeros: one contains the version of a UUID, the other
 * its variant.
 */
function newTraceId(): string {
  return randomUUID().replaceAll('-', '');
}
