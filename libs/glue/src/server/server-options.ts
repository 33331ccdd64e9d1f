import type { ApiDescription } from '../openapi/index.js';

export interface ServerOptions {
  page?: string | undefined;
  api?: ApiOptions;
}

export interface ApiOptions extends ApiDescription {
  /** Headers that pages of allowed origins may send, in addition to the common ones. */
  requestHeaders?: readonly string[];
  /** Headers that they may read, in addition to the common ones. */
  responseHeaders?: readonly string[];
  /** The maximum length of a path parameter, percent-encoded. Fastify's default is 100. */
  maxParamLength?: number;
}
