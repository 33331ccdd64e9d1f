import { applyDecorators } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import { PAGE_COOKIE, PAGE_HEADER } from './token/page-cookie.js';

/** The ways to authenticate, as the document of the API names them. */
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
    name: PAGE_COOKIE,
    description:
      'The token of the web page, as page-login sets it. It counts for requests of the same ' +
      'origin only. On a page that came over plain HTTP its name has no `__Host-`.',
  },
  pageHeader: {
    type: 'apiKey',
    in: 'header',
    name: PAGE_HEADER,
    description: 'With any value; what makes the cookie count, as no foreign page can send it.',
  },
} as const;

/** What an API with tokens has beyond its routes. */
export const TOKEN_API = {
  securitySchemes: SECURITY_SCHEMES,
  requestHeaders: ['token'],
  responseHeaders: ['rtoken'],
};

/** A route for callers with a token in a header. */
export function ApiToken(): MethodDecorator & ClassDecorator {
  return applyDecorators(ApiSecurity('token'), ApiSecurity('bearer'));
}

/** A route for callers with a token, be it in a header or in the cookie of the web page. */
export function ApiSession(): MethodDecorator & ClassDecorator {
  return applyDecorators(ApiToken(), ApiSecurity({ pageCookie: [], pageHeader: [] }));
}
