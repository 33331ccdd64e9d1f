import { applyDecorators } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import { HOST_PREFIX } from '#glue/http';
import { ACCESS_TOKEN_PREFIX } from './token/access-token.js';
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
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: `${ACCESS_TOKEN_PREFIX}…`,
    description:
      'An access token, which a user makes for scripts. It needs the scope that `x-scope` of the route ' +
      'names: otherwise the answer is 403 `scope_missing`.',
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
