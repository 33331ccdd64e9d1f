import { applyDecorators } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import { HOST_PREFIX } from '#glue/http';
import { PAGE_COOKIE, PAGE_HEADER } from './token/page-cookie.js';

/** The authentication schemes of the OpenAPI document. */
const SECURITY_SCHEMES = {
  token: {
    type: 'apiKey',
    in: 'header',
    name: 'token',
    description: 'The token that a login answers with.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The same token in `Authorization`. Two different tokens are refused.',
  },
  basic: { type: 'http', scheme: 'basic', description: 'Email and password, in UTF-8.' },
  pageCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: HOST_PREFIX + PAGE_COOKIE,
    description:
      'The token of the web page, set by page-login. It is accepted from the same ' +
      'origin only. For pages over plain HTTP, its name has no `__Host-`.',
  },
  pageHeader: {
    type: 'apiKey',
    in: 'header',
    name: PAGE_HEADER,
    description: 'Any value. It is required with the cookie, because other origins cannot send it.',
  },
} as const;

/** The security options of the server for APIs with tokens. */
export const TOKEN_API = {
  securitySchemes: SECURITY_SCHEMES,
  requestHeaders: ['token'],
  responseHeaders: ['rtoken'],
};

/** A route for callers with a token in a header. */
export function ApiToken(): MethodDecorator & ClassDecorator {
  return applyDecorators(ApiSecurity('token'), ApiSecurity('bearer'));
}

/** A route for callers with a token in a header or in the cookie of the web page. */
export function ApiSession(): MethodDecorator & ClassDecorator {
  return applyDecorators(ApiToken(), ApiSecurity({ pageCookie: [], pageHeader: [] }));
}
