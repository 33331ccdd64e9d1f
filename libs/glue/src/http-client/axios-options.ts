import type { HttpModuleOptions } from '@nestjs/axios';
import { keepAliveAgent } from './connect-timeout.agent.js';
import { CONCURRENCY } from '../resilience/index.js';

const CONNECT_TIMEOUT_MS = 250;
/** Calls of different kinds that may each use all of their concurrency. */
const CALLS_AT_ONCE = 4;
/** Several times the largest response, of a thousand entries. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/**
 * Strict axios: no redirects (they would lead to another host), no proxy from the
 * environment, no parsing, no error for a status, and a limit for the response size.
 *
 * @param ca the only certificates (PEM) that may sign the server's; the usual ones if absent
 */
export function axiosOptions(url: string, budgetMs: number, ca?: string): HttpModuleOptions {
  const agent = keepAliveAgent(url, CONNECT_TIMEOUT_MS, {
    maxSockets: CALLS_AT_ONCE * CONCURRENCY,
    ...(ca !== undefined && { ca }),
  });
  return {
    baseURL: url,
    ...(url.startsWith('https:') ? { httpsAgent: agent } : { httpAgent: agent }),
    timeout: budgetMs,
    maxRedirects: 0,
    proxy: false,
    decompress: false,
    responseType: 'text',
    transformResponse: (data: unknown) => data,
    validateStatus: () => true,
    maxContentLength: MAX_ANSWER_BYTES,
    headers: {
      accept: 'application/json, application/problem+json',
      'accept-encoding': 'identity',
    },
  };
}
