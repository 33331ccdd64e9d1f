import { type BinaryLike, createHmac, hkdfSync } from 'node:crypto';
import { jest } from '@jest/globals';
import { ServiceError } from '#glue/errors';
import { HmacKeys } from './hmac-keys.js';
import { ServiceTokenService } from './service-token.service.js';
import { TokenService } from './token.service.js';

const SECRET = 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u';
const KEY = Buffer.from(hkdfSync('sha256', SECRET, '', 'seam/service', 32));
const NOW = 1_767_225_600;
const CLAIMS = { sub: 'notes', aud: 'auth', iat: NOW, exp: NOW + 60 };
const USER_CLAIMS = { unique_id: 'u-1', sid: 's-1', iat: NOW, exp: NOW + 60 };

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A token made by hand, with claims that no service would make. */
function forge(
  payload: object,
  {
    alg = 'HS256',
    hash = 'sha256',
    key = KEY,
  }: { alg?: string; hash?: string; key?: BinaryLike } = {},
): string {
  const signed = `${encode({ alg, typ: 'JWT' })}.${encode(payload)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
}

function payloadOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
}

function codeOf(verify: () => unknown): string {
  try {
    verify();
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    return (error as ServiceError).code;
  }
  return 'accepted';
}

let services: ServiceTokenService;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW * 1000 });
  services = new ServiceTokenService(SECRET);
});
afterEach(() => jest.useRealTimers());

const pass = (ms: number) => jest.setSystemTime(Date.now() + ms);

describe('ServiceTokenService.sign', () => {
  it('makes a token that verifies to the service, also in another process', () => {
    const token = services.sign('notes', 'auth');
    expect(services.verify(token, 'auth')).toBe('notes');
    expect(new ServiceTokenService(SECRET).verify(token, 'auth')).toBe('notes');
  });

  it('has the issuer and the audience, and expires after 60 s', () => {
    expect(payloadOf(services.sign('notes', 'auth'))).toEqual(CLAIMS);
  });

  it('reuses a token for 30 s, and then makes another', () => {
    const first = services.sign('notes', 'auth');
    pass(29_999);
    expect(services.sign('notes', 'auth')).toBe(first);
    pass(1);
    const second = services.sign('notes', 'auth');
    expect(payloadOf(second)).toEqual({ ...CLAIMS, iat: NOW + 30, exp: NOW + 90 });
    pass(29_999);
    expect(services.sign('notes', 'auth')).toBe(second);
  });

  it('makes one per service and audience', () => {
    services.sign('notes', 'auth');
    expect(payloadOf(services.sign('notes', 'billing'))).toMatchObject({ aud: 'billing' });
    expect(payloadOf(services.sign('billing', 'auth'))).toMatchObject({ sub: 'billing' });
  });
});

describe('ServiceTokenService.verify', () => {
  it('accepts a token until it expires', () => {
    const token = services.sign('notes', 'auth');
    pass(59_999);
    expect(services.verify(token, 'auth')).toBe('notes');
    pass(1);
    expect(codeOf(() => services.verify(token, 'auth'))).toBe('unauthenticated');
  });

  it('accepts a token of a machine whose clock is slightly ahead, and of no other', () => {
    const ahead = (seconds: number) =>
      forge({ ...CLAIMS, iat: NOW + seconds, exp: NOW + seconds + 60 });
    expect(services.verify(ahead(30), 'auth')).toBe('notes');
    for (const seconds of [31, 3_600, 365 * 86_400]) {
      expect(codeOf(() => services.verify(ahead(seconds), 'auth'))).toBe('unauthenticated');
    }
  });

  it('accepts tokens of the previous secret, and of none before it', () => {
    const [other, oldest] = ['y'.repeat(32), 'z'.repeat(32)];
    const rotated = new ServiceTokenService(other, SECRET);
    expect(rotated.verify(services.sign('notes', 'auth'), 'auth')).toBe('notes');
    expect(rotated.verify(forge(CLAIMS), 'auth')).toBe('notes');
    expect(rotated.verify(rotated.sign('notes', 'auth'), 'auth')).toBe('notes');
    expect(codeOf(() => services.verify(rotated.sign('notes', 'auth'), 'auth'))).toBe(
      'unauthenticated',
    );
    const stale = new ServiceTokenService(oldest).sign('notes', 'auth');
    expect(codeOf(() => rotated.verify(stale, 'auth'))).toBe('unauthenticated');
  });

  it('accepts a token made by hand with the derived key', () => {
    expect(services.verify(forge(CLAIMS), 'auth')).toBe('notes');
  });

  it.each([
    ['an expired one', forge({ ...CLAIMS, iat: NOW - 60, exp: NOW })],
    ['one for another audience', forge({ ...CLAIMS, aud: 'billing' })],
    ['one for no audience', forge({ ...CLAIMS, aud: undefined })],
    ['one that is valid for 61 s', forge({ ...CLAIMS, exp: NOW + 61 })],
    ['one from the past that is valid for 61 s', forge({ ...CLAIMS, iat: NOW - 1 })],
    ['one without an expiry', forge({ ...CLAIMS, exp: undefined })],
    ['one without iat', forge({ ...CLAIMS, iat: undefined })],
    ['one without a service', forge({ ...CLAIMS, sub: undefined })],
    ['one of a service without a name', forge({ ...CLAIMS, sub: '' })],
    ['one signed with the secret itself', forge(CLAIMS, { key: SECRET })],
    ['one signed with another key', forge(CLAIMS, { key: 'x'.repeat(32) })],
    ['one signed with HS512', forge(CLAIMS, { alg: 'HS512', hash: 'sha512' })],
    ['alg none', `${encode({ alg: 'none', typ: 'JWT' })}.${encode(CLAIMS)}.`],
    ['alg none with a signature', forge(CLAIMS, { alg: 'none' })],
    ['garbage', 'a.b.c'],
    ['nothing', ''],
  ])('refuses %s', (_what, token) => {
    expect(codeOf(() => services.verify(token, 'auth'))).toBe('unauthenticated');
  });
});

describe('With one secret, service tokens and user tokens', () => {
  const users = new TokenService(new HmacKeys(SECRET));

  it('are not accepted for each other', () => {
    const ofUser = users.sign(USER_CLAIMS);
    expect(codeOf(() => services.verify(ofUser, 'auth'))).toBe('unauthenticated');
    expect(codeOf(() => users.verify(services.sign('notes', 'auth')))).toBe('unauthenticated');
    expect(codeOf(() => users.verify(ofUser))).toBe('accepted');
  });

  it('are not accepted for each other, even with the claims of the other', () => {
    const both = { ...CLAIMS, ...USER_CLAIMS };
    expect(codeOf(() => services.verify(forge(both, { key: SECRET }), 'auth'))).toBe(
      'unauthenticated',
    );
    expect(codeOf(() => users.verify(forge(both)))).toBe('unauthenticated');
    expect(codeOf(() => users.verify(forge(both, { key: SECRET })))).toBe('accepted');
    expect(codeOf(() => services.verify(forge(both), 'auth'))).toBe('accepted');
  });
});
