import { AsyncLocalStorage } from 'node:async_hooks';
import { type CallEvent, callEvents, onReused } from '../calls/index.js';
import { type RequestContext, requestContext } from '../http/index.js';
import type { RecordedCall, RecordedOutside, RecordedRequest } from './recorded.js';

/** A call that runs, and the call inside which it was made. */
interface Running {
  readonly event: CallEvent;
  readonly outer: Running | undefined;
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

/** Observes the calls of the process, and writes a line per request. It keeps no value that crosses. */
export class CallRecorder {
  private readonly storage = new AsyncLocalStorage<Running>();
  private readonly running = new WeakMap<CallEvent, Running>();
  private readonly requests = new WeakMap<RequestContext, OpenRequest>();
  private readonly startedAt = performance.now();
  private readonly ended = (event: CallEvent) => this.end(event);
  private readonly stopReused: () => void;

  constructor(private readonly write: (line: string) => void) {
    callEvents.start.bindStore(this.storage, (event) => this.begin(event));
    callEvents.asyncEnd.subscribe(this.ended as (event: unknown) => void);
    this.stopReused = onReused(() => {
      const running = this.storage.getStore();
      if (running) running.isReused = true;
    });
  }

  /** Stops to observe. */
  stop(): void {
    callEvents.start.unbindStore(this.storage);
    callEvents.asyncEnd.unsubscribe(this.ended as (event: unknown) => void);
    this.stopReused();
  }

  /** A request begins, `ms` milliseconds ago; calls in its context are its own. */
  open(ms: number): OpenRequest {
    const request = { startedAt: performance.now() - ms, calls: [], isOpen: true };
    const context = requestContext();
    if (context) this.requests.set(context, request);
    return request;
  }

  /** A request has ended. Calls that still run do not belong to it: no client waits for them. */
  close(request: OpenRequest, about: Pick<RecordedRequest, 'method' | 'route' | 'status' | 'ms'>) {
    request.isOpen = false;
    const { method, route, status, ms } = about;
    const { calls } = request;
    this.line({ at: this.now(), method, route, status, ms: rounded(ms), calls });
  }

  private begin(event: CallEvent): Running {
    const context = requestContext();
    const running = {
      event,
      outer: this.storage.getStore(),
      request: context && this.requests.get(context),
      startedAt: performance.now(),
      isReused: false,
    };
    this.running.set(event, running);
    return running;
  }

  private end(event: CallEvent): void {
    const running = this.running.get(event);
    if (!running) return;
    const { request, startedAt } = running;
    const recorded = recordOf(running);
    if (!request?.isOpen) return this.line({ at: this.now(), outside: recorded });
    request.calls.push({ ...recorded, start: rounded(startedAt - request.startedAt) });
  }

  private now(): number {
    return rounded(performance.now() - this.startedAt);
  }

  private line(line: RecordedRequest | RecordedOutside): void {
    this.write(JSON.stringify(line));
  }
}

/** Field by field: nothing else of a call can get into the file. */
function recordOf({ event, outer, startedAt, isReused }: Running): Omit<RecordedCall, 'start'> {
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

/** Whole microseconds. */
function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
