import { ApiError, UnreachableError } from '../errors.js';
import { jittered, pause } from '../calls/pause.js';
import type { Transport } from '../calls/transport.js';
import type { LiveEvent } from './live-event.types.js';
import { readEvents } from './sent-events.js';

/** The pause before a stream is opened again, until the server has said one. */
const RETRY_MS = 2_000;
/** The pause doubles with each further failure up to this one. */
const LONGEST_RETRY_MS = 60_000;
/** The server sends a comment every 10 s. */
const SILENCE_MS = 30_000;

export interface LiveOptions {
  /** The last id that was read before: the stream begins with what has changed since. */
  lastEventId?: string;
  /** Ends the events, without an error. */
  signal?: AbortSignal;
  /** Gets each failure after which the stream is opened again. */
  onFailure?: (error: unknown) => void;
  /** A stream that brings nothing for so long is opened again: milliseconds, 30,000 by default. */
  silenceMs?: number;
}

/**
 * The events of all streams, which end and are opened again.
 *
 * @throws ApiError that another try would not change: 401 if the session has ended
 */
export async function* followEvents(
  transport: Transport,
  options: LiveOptions,
): AsyncGenerator<LiveEvent, void, undefined> {
  const { signal, onFailure } = options;
  let { lastEventId } = options;
  let retryMs = RETRY_MS;
  let pauseMs = retryMs;
  const onRetry = (ms: number) => (pauseMs = retryMs = ms);
  while (!signal?.aborted) {
    let askedMs = 0;
    try {
      for await (const event of readStream(transport, { ...options, lastEventId, onRetry })) {
        lastEventId = event.id ?? lastEventId;
        yield event;
      }
      pauseMs = retryMs;
    } catch (error) {
      if (signal?.aborted) return;
      if (isFinal(error)) throw error;
      onFailure?.(error);
      pauseMs = Math.min(pauseMs * 2, LONGEST_RETRY_MS);
      if (error instanceof ApiError) askedMs = error.retryAfterMs ?? 0;
    }
    await pause(Math.max(jittered(pauseMs), askedMs), signal).catch(() => undefined);
  }
}

interface StreamOptions extends Omit<LiveOptions, 'lastEventId'> {
  lastEventId: string | undefined;
  onRetry: (ms: number) => void;
}

/** The events of one stream, until it ends or is silent: a lost connection may say nothing. */
async function* readStream(
  transport: Transport,
  { lastEventId, signal, silenceMs = SILENCE_MS, onRetry }: StreamOptions,
): AsyncGenerator<LiveEvent, void, undefined> {
  const ended = new AbortController();
  const end = () => ended.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onSign = () => {
    clearTimeout(timer);
    timer = setTimeout(() => ended.abort(new UnreachableError('silence')), silenceMs);
  };
  signal?.addEventListener('abort', end);
  try {
    onSign();
    const headers = { ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
    const call = { method: 'GET', path: '/api/v2/events', options: { headers } } as const;
    const { body } = await transport.open(call, ended.signal);
    yield* readEvents(body!, { onRetry, onSign }) as AsyncGenerator<LiveEvent, void, undefined>;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    end(); // also if the reader has stopped: the stream would stay open
  }
}

/** Whether another try would end in the same way. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status < 500 && error.status !== 408 && error.status !== 429;
}
