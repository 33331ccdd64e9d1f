import type { HttpModuleOptions } from '@nestjs/axios';
import { keepAliveAgent } from './connect-timeout.agent.js';
import type { ResilienceOptions } from './resilience.js';

/** A thousand users, the most that one answer of auth holds, fit several times. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/**
 * axios without its surprises: it follows no redirect (it would carry the token to
 * another host), reads no proxy from the environment, parses nothing, throws for
 * no status, and takes no answer that is too large.
 */
export function axiosOptions(url: string, options: ResilienceOptions): HttpModuleOptions {
  const agent = keepAliveAgent(url, options.connectTimeoutMs, options.concurrency);
  return {
    baseURL: url,
    ...(url.startsWith('https:') ? { httpsAgent: agent } : { httpAgent: agent }),
    timeout: options.budgetMs,
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
