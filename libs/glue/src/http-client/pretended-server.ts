import { EventEmitter } from 'node:events';
import {
  type AxiosAdapter,
  AxiosError,
  CanceledError,
  type InternalAxiosRequestConfig,
} from 'axios';
import type { PretendedNetwork } from '../pretended-network/index.js';
import { problemResponse } from '../problem-details/index.js';
import { MAX_ANSWER_BYTES } from './axios-options.js';

/** A request that a pretended network has carried. */
export interface CarriedRequest {
  path: string;
  headers: Record<string, string>;
  /** From JSON. */
  body: unknown;
  /** As that of a server: `close` is emitted when the response is sent, or its reader has gone. */
  reply: { raw: EventEmitter & { writableFinished: boolean } };
}

/** Resolves with the body of the response; an error becomes that of a server. */
export type ServeCarried = (request: CarriedRequest) => Promise<object>;

/**
 * What sends the requests of axios over a pretended network, to what serves them in this process.
 * Requests wait until it is open.
 */
export function pretendedServer(network: PretendedNetwork) {
  let open!: (serve: ServeCarried) => void;
  const opened = new Promise<ServeCarried>((resolve) => (open = resolve));
  const adapter: AxiosAdapter = async (config) => {
    const signal = (config.signal ?? new AbortController().signal) as AbortSignal;
    try {
      const carried = await network.carry(() => respond(config, signal, opened), signal);
      const { body: data, status, headers } = carried;
      if (Buffer.byteLength(data) > MAX_ANSWER_BYTES) throw new Error('the response is too long');
      return { data, status, statusText: '', headers, config };
    } catch (error) {
      if (signal.aborted) throw new CanceledError();
      throw AxiosError.from(error, (error as { code?: string }).code, config);
    }
  };
  return { adapter, open };
}

async function respond(
  config: InternalAxiosRequestConfig,
  signal: AbortSignal,
  opened: Promise<ServeCarried>,
): Promise<ReturnType<typeof problemResponse>> {
  const headers = config.headers.toJSON() as Record<string, string>;
  const raw = Object.assign(new EventEmitter(), { writableFinished: false });
  const close = () => raw.emit('close');
  signal.addEventListener('abort', close, { once: true });
  try {
    const serve = await opened;
    const body: unknown = JSON.parse(config.data as string);
    const answer = await serve({ path: config.url!, headers, body, reply: { raw } });
    return { status: 200, headers: {}, body: JSON.stringify(answer) };
  } catch (error) {
    return problemResponse(error, headers['x-request-id'] ?? '');
  } finally {
    signal.removeEventListener('abort', close);
    raw.writableFinished = true;
    close();
  }
}
