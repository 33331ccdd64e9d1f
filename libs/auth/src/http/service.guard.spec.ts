import type { IncomingHttpHeaders } from 'node:http';
import type { ExecutionContext } from '@nestjs/common';
import { HmacKeys, ServiceTokenService, TokenService } from '#auth-kernel';
import { commonErrors, ServiceError } from '#glue/errors';
import { ServiceGuard } from './service.guard.js';

const SECRET = 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u';
const NOW = Math.floor(Date.now() / 1000);

const services = new ServiceTokenService(SECRET);
const guard = new ServiceGuard(services);
const ofService = services.sign('notes', 'auth');
const ofUser = new TokenService(new HmacKeys(SECRET)).sign({
  unique_id: 'u-1',
  sid: 's-1',
  iat: NOW,
  exp: NOW + 3600,
});

function pass(headers: IncomingHttpHeaders): boolean {
  const context = { switchToHttp: () => ({ getRequest: () => ({ headers }) }) };
  return guard.canActivate(context as ExecutionContext);
}

function refusal(headers: IncomingHttpHeaders): unknown {
  try {
    pass(headers);
  } catch (error) {
    return error;
  }
  return 'passed';
}

describe('ServiceGuard', () => {
  it.each(['Bearer', 'bearer'])('accepts a service with %s and its token', (scheme) => {
    expect(pass({ authorization: `${scheme} ${ofService}` })).toBe(true);
  });

  it.each<[string, IncomingHttpHeaders]>([
    ['no token', {}],
    ['no token after Bearer', { authorization: 'Bearer ' }],
    ['garbage', { authorization: 'garbage' }],
    ['garbage after Bearer', { authorization: 'Bearer a.b.c' }],
    ['Basic', { authorization: 'Basic YTpi' }],
    ["a user's token", { authorization: `Bearer ${ofUser}` }],
    ["a user's token in the header token", { token: ofUser }],
    ["a service's token in the header token", { token: ofService }],
    ["a service's token for another", bearer(services.sign('notes', 'billing'))],
    ["a service's token of another system", bearer(stranger().sign('notes', 'auth'))],
    ['two tokens', { authorization: `Bearer ${ofService} ${ofService}` }],
  ])('answers %s as for an address without a route', (_what, headers) => {
    const error = refusal(headers);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({
      code: 'not_found',
      status: 404,
      message: commonErrors.not_found.message,
    });
  });

  function bearer(token: string): IncomingHttpHeaders {
    return { authorization: `Bearer ${token}` };
  }

  function stranger(): ServiceTokenService {
    return new ServiceTokenService('x'.repeat(32));
  }
});
