import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { ApiOptions } from '../kernel/index.js';

type CorsOptions = NonNullable<Parameters<NestFastifyApplication['enableCors']>[0]>;
type Done = (error: Error | null, options: object) => void;

const REQUEST_HEADERS = [
  ...['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
  ...['last-event-id', 'x-request-id'],
];

/** Allows pages of these origins to call the API (CORS); without origins, no other origin may. */
export function enableCors(
  app: NestFastifyApplication,
  origins: string[],
  { requestHeaders = [], responseHeaders = [] }: ApiOptions,
): void {
  if (origins.length === 0) return;
  const options = {
    origin: origins,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [...REQUEST_HEADERS, ...requestHeaders],
    exposedHeaders: [
      ...responseHeaders,
      'etag',
      'location',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'x-request-id',
    ],
    maxAge: 600,
    strictPreflight: false,
  };
  const preflights = { ...options, preflight: true };
  const others = { ...options, preflight: false };
  // Checked for each request: an OPTIONS that is not a preflight gets 405, not CORS headers.
  const perRequest = ({ headers }: FastifyRequest, done: Done) =>
    done(null, 'access-control-request-method' in headers ? preflights : others);
  app.enableCors(perRequest as unknown as CorsOptions);
}
