import { z } from 'zod';
import { loginBody } from '../account/account.schemas.js';
import { givenFactor, WAYS } from './login.schemas.js';

const CHALLENGE = 'c'.repeat(43);
const PASSKEY = {
  ...{ id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} },
  response: {
    clientDataJSON: 'AAAA',
    authenticatorData: 'AAAA',
    signature: 'AAAA',
    userHandle: null,
  },
};
const PASSWORD = { email: 'Test@gmail.com', password: 'password' };

const issuesOf = (body: unknown) =>
  loginBody.safeParse(body).error?.issues.map(({ path }) => path.join('.'));

describe('the body of a login', () => {
  it.each([
    ['an email and a password', PASSWORD],
    ['a code', { challenge: CHALLENGE, code: '123456' }],
    ['any text as a code', { challenge: CHALLENGE, code: '' }],
    ['a recovery code', { challenge: CHALLENGE, recovery_code: 'x' }],
    ['a passkey as second factor', { challenge: CHALLENGE, passkey: PASSKEY }],
    ['a passkey alone', { passkey: PASSKEY, cookie: true }],
    ['fields that are unknown', { ...PASSWORD, more: 1 }],
  ])('may have %s', (_, body) => expect(issuesOf(body)).toBeUndefined());

  it.each([
    ['nothing', {}, ['email', 'password']],
    ['no password', { email: 'test@gmail.com' }, ['password']],
    ['no email', { password: 'password' }, ['email']],
    ['no email that is one', { email: 'test', password: 'password' }, ['email']],
    ['neither', { email: 'test' }, ['email', 'password']],
    ['a challenge alone', { challenge: CHALLENGE }, ['code']],
    ['two codes', { challenge: CHALLENGE, code: '1', recovery_code: '2' }, ['code']],
    ['a malformed challenge', { challenge: 'c', code: '123456' }, ['challenge']],
    ['a code alone', { code: '123456' }, ['email', 'password']],
    [
      'an empty passkey',
      { passkey: {} },
      expect.arrayContaining(['passkey.id', 'passkey.response']),
    ],
  ])('must not have %s', (_, body, paths) => expect(issuesOf(body)).toEqual(paths));

  it.each([null, [], 'text', 7])('is not %j', (body) => expect(issuesOf(body)).toEqual(['']));

  it('says which fields belong together', () => {
    const schema = z.toJSONSchema(loginBody, { io: 'input' });
    const anyOf = WAYS.map((required) => ({ required }));
    expect(JSON.stringify(schema)).toContain(JSON.stringify({ anyOf }).slice(1, -1));
  });

  it('keeps what a browser sends of a passkey', () => {
    const { passkey } = loginBody.parse({ passkey: PASSKEY });
    expect(passkey).toMatchObject({ response: { signature: 'AAAA' }, rawId: 'AAAA' });
    expect(passkey!.response.userHandle).toBeUndefined();
  });
});

describe('givenFactor', () => {
  it.each([
    [{ code: '1' }, { kind: 'totp', code: '1' }],
    [{ recovery_code: '2' }, { kind: 'recovery-code', code: '2' }],
    [{}, undefined],
  ])('of %j', (fields, factor) => expect(givenFactor(fields)).toEqual(factor));
});
