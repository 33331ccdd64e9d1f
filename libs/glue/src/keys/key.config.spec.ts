import { readConfig, serverConfig } from '../config/index.js';
import type { KeyNeeds } from './key-needs.js';
import { keyVariables } from './key.config.js';
import { generateKey, publicKeyOf } from './keys.js';

const NAMES = ['billing', 'mail-room', 'stock'];
const [KEY, OTHER] = [generateKey(), generateKey()];
const PRODUCTION = { NODE_ENV: 'production', TRUSTED_PROXIES: 'none' };
const read = (env: Record<string, string>, needs?: KeyNeeds) =>
  readConfig([serverConfig({ port: 0 }), keyVariables(NAMES, needs)], env) as object;

describe('the variables of keys', () => {
  it('are read by the names of contexts', () => {
    const env = {
      MAIL_ROOM_KEY: KEY,
      MAIL_ROOM_PUBLIC_KEYS: [KEY, OTHER].map(publicKeyOf).join(' , '),
    };
    expect(read(env)).toMatchObject({
      MAIL_ROOM_KEY: { asymmetricKeyType: 'ed25519', type: 'private' },
      MAIL_ROOM_PUBLIC_KEYS: [{ type: 'public' }, { type: 'public' }],
    });
  });

  it.each<[string, Record<string, string>, KeyNeeds | undefined]>([
    ['in development', {}, { signing: NAMES, known: NAMES }],
    ['in production, if a process hosts all contexts', PRODUCTION, undefined],
    [
      'in production, with those that the process needs',
      { ...PRODUCTION, BILLING_KEY: KEY, STOCK_PUBLIC_KEYS: publicKeyOf(OTHER) },
      { signing: ['billing'], known: ['mail-room', 'stock'] },
    ],
  ])('may be unset %s', (_, env, needs) => {
    expect(() => read(env, needs)).not.toThrow();
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a missing key',
      { STOCK_PUBLIC_KEYS: publicKeyOf(OTHER) },
      /BILLING_KEY: is required when NODE_ENV=production: .*`npm run keys`/,
    ],
    [
      'no key of a caller',
      { BILLING_KEY: KEY },
      /MAIL_ROOM_PUBLIC_KEYS: is required when NODE_ENV=production, or one of STOCK_PUBLIC_KEYS: .*`npm run keys`/,
    ],
    [
      'a key that is none',
      { BILLING_KEY: 'x'.repeat(64) },
      /BILLING_KEY: is no private key of Ed25519 in base64[.] .*`npm run keys`/,
    ],
    [
      'a public key for a private one',
      { BILLING_KEY: publicKeyOf(KEY) },
      /BILLING_KEY: is no private key/,
    ],
    [
      'a private key for a public one',
      { STOCK_PUBLIC_KEYS: `${publicKeyOf(OTHER)},${KEY}` },
      /STOCK_PUBLIC_KEYS: is no public key of Ed25519 in base64[.] .*`npm run keys`/,
    ],
    [
      'keys that are mixed up',
      { BILLING_KEY: KEY, BILLING_PUBLIC_KEYS: publicKeyOf(OTHER) },
      /BILLING_PUBLIC_KEYS: lacks the public key of BILLING_KEY[.] .*`npm run keys`/,
    ],
  ])('stop the start with %s, and no message has a value', (_, env, message) => {
    const start = () =>
      read({ ...PRODUCTION, ...env }, { signing: ['billing'], known: ['mail-room', 'stock'] });
    expect(start).toThrow(message);
    for (const value of Object.values(env)) expect(start).not.toThrow(value);
  });
});
