import type { DocumentBuilder } from '@nestjs/swagger';
import type { ErrorTable } from '../errors/index.js';

type SecurityScheme = Parameters<DocumentBuilder['addSecurity']>[1];

/** What the API document of an app says. */
export interface ApiDescription {
  description?: string;
  /** The authentication schemes, by the names in `ApiSecurity`. */
  securitySchemes?: Record<string, SecurityScheme>;
  errors?: readonly ErrorTable[];
  /** The descriptions of its tags, in the order of the document. */
  tags?: Readonly<Record<string, string>>;
}

/** The options of a public API. */
export interface ApiOptions extends ApiDescription {
  /** Headers that pages of allowed origins may send, in addition to the common ones. */
  requestHeaders?: readonly string[];
  /** Headers that they may read, in addition to the common ones. */
  responseHeaders?: readonly string[];
  /** The maximum length of a path parameter, percent-encoded. Fastify's default is 100. */
  maxParamLength?: number;
}
