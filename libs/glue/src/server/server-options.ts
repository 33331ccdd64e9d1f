import type { ApiDescription } from '../openapi/index.js';

/** What differs from app to app. */
export interface ServerOptions {
  /** The folder of the web page that it serves, if it serves one. */
  page?: string | undefined;
  api?: ApiOptions;
}

/** What the API of an app has beyond its routes. */
export interface ApiOptions extends ApiDescription {
  /** Headers that pages of allowed origins may send, besides those of every API. */
  requestHeaders?: readonly string[];
  /** Headers that they may read, besides those of every API. */
  responseHeaders?: readonly string[];
  /** Characters that a parameter in a path may have, percent-encoded. Fastify's default is 100. */
  maxParamLength?: number;
}
