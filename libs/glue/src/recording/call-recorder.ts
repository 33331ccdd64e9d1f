import { AsyncLocalStorage } from 'node:async_hooks';
import { type CallEvent, callEvents, onReused } from '../calls/index.js';
import { type RequestContext, requestContext } from '../http/index.js';
import type { RecordedOutside, RecordedRequest } from './recorded.js';
import { type OpenRequest, recordOf, rounded, type RunningCall } from './running-call.js';

/** Observes the calls of the process, and writes a line per request. It keeps no value that crosses. */
export class CallRecorder {
  private readonly storage = new AsyncLocalStorage<RunningCall>();
  private readonly running = new WeakMap<CallEvent, RunningCall>();
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

  private begin(event: CallEvent): RunningCall {
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
