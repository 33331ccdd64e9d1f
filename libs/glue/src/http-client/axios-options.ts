import type { HttpModuleOptions } from '@nestjs/axios';
import type { AxiosAdapter } from 'axios';
import { CONCURRENCY } from '../resilience/index.js';
import { undiciAdapter } from './undici.adapter.js';

const CONNECT_TIMEOUT_MS = 250;
/** Calls of different kinds that may each use all of their concurrency. */
const CALLS_AT_ONCE = 4;
/** Several times the largest response, of a thousand entries. */
export const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/**
 * Strict axios: no redirects (they would lead to another host), no proxy from the environment, no
 * parsing, no error for a status, and a limit for the response size. The time of a request is limited
 * by its `signal` only.
 *
 * @param ca the only certificates (PEM) that may sign the server's; the usual ones if absent
 * @param adapter what sends requests instead of undici
 */
export function axiosOptions(url: string, ca?: string, adapter?: AxiosAdapter): HttpModuleOptions {
  return {
    baseURL: url,
    adapter:
      adapter ??
      undiciAdapter({
        connectTimeoutMs: CONNECT_TIMEOUT_MS,
        connections: CALLS_AT_ONCE * CONCURRENCY,
        maxAnswerBytes: MAX_ANSWER_BYTES,
        ca,
      }),
    // Axios would parse JSON that it is to send.
    transformRequest: (data: unknown) => data,
    transformResponse: (data: unknown) => data,
    headers: {
      accept: 'application/json, application/problem+json',
      'accept-encoding': 'identity',
    },
  };
}
