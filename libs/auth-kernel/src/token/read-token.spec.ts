import { ServiceError } from '#glue/errors';
import { readToken } from './read-token.js';

function refusal(read: () => unknown): Pick<ServiceError, 'code' | 'message'> {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    return error as ServiceError;
  }
  throw new Error('a token was found');
}

describe('readToken', () => {
  it.each([
    ['the header token', { token: 'a.b.c' }],
    ['the header token, with space around it', { token: ' a.b.c ' }],
    ['Bearer', { authorization: 'Bearer a.b.c' }],
    ['bearer in lower case', { authorization: 'bearer a.b.c' }],
    ['BEARER with more space', { authorization: 'BEARER   a.b.c  ' }],
    ['both, with equal tokens', { token: 'a.b.c', authorization: 'Bearer a.b.c' }],
    ['Bearer beside an empty header token', { token: '', authorization: 'Bearer a.b.c' }],
    ['the header token beside Basic', { token: 'a.b.c', authorization: 'Basic eDp5' }],
    ['the header token beside BearerX', { token: 'a.b.c', authorization: 'BearerX d.e.f' }],
  ])('reads it from %s', (_where, headers) => {
    expect(readToken(headers)).toBe('a.b.c');
  });

  it.each([
    ['there is no header', {}],
    ['the header token is empty', { token: '' }],
    ['the header token is blank', { token: '  ' }],
    ['there is only Basic', { authorization: 'Basic eDp5' }],
    ['Bearer has no token', { authorization: 'Bearer' }],
    ['Bearer has two', { authorization: 'Bearer a.b.c d.e.f' }],
    ['the scheme only begins like Bearer', { authorization: 'BearerX a.b.c' }],
    ['Bearer is empty beside a valid token', { token: 'a.b.c', authorization: 'Bearer' }],
    ['Bearer is blank beside a valid token', { token: 'a.b.c', authorization: 'bearer  ' }],
    ['Bearer has two beside a valid token', { token: 'a.b.c', authorization: 'Bearer a.b.c d' }],
    ['Bearer is there twice', { authorization: 'Bearer a.b.c, Bearer a.b.c' }],
  ])('refuses the request when %s', (_what, headers) => {
    expect(refusal(() => readToken(headers)).code).toBe('unauthenticated');
  });

  it('refuses two different tokens, and gives the reason', () => {
    const { code, message } = refusal(() =>
      readToken({ token: 'a.b.c', authorization: 'Bearer d.e.f' }),
    );
    expect(code).toBe('unauthenticated');
    expect(message).toContain('different tokens');
  });

  it('does not choose among several header tokens', () => {
    expect(readToken({ token: ['a.b.c', 'd.e.f'] })).toBe('a.b.c,d.e.f');
  });

  const PAGE = { cookie: '__Host-seam=x.y.z', 'x-seam-page': '1', 'sec-fetch-site': 'same-origin' };

  it('reads the page cookie if no header has a token', () => {
    expect(readToken(PAGE)).toBe('x.y.z');
    expect(readToken({ ...PAGE, authorization: 'Basic eDp5' })).toBe('x.y.z');
  });

  it('does not use the cookie if Bearer has no token', () => {
    expect(refusal(() => readToken({ ...PAGE, authorization: 'Bearer' })).code).toBe(
      'unauthenticated',
    );
  });

  it.each([{ token: 'a.b.c' }, { authorization: 'Bearer a.b.c' }])(
    'prefers the header in %j to the cookie',
    (header) => {
      expect(readToken({ ...PAGE, ...header })).toBe('a.b.c');
    },
  );

  it('does not read the cookie for routes that return a token', () => {
    expect(readToken({ ...PAGE, token: 'a.b.c' }, { cookie: false })).toBe('a.b.c');
    expect(refusal(() => readToken(PAGE, { cookie: false })).code).toBe('unauthenticated');
  });
});
