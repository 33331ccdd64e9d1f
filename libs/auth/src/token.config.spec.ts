import { readConfig, serverConfig } from '#glue/config';
import { tokenConfig } from './token.config.js';

const parts = [serverConfig({ port: 1 }), tokenConfig] as const;
const GOOD_SECRET = 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u';

function read(NODE_ENV: string, JWT_SECRET?: string, JWT_SECRET_PREVIOUS?: string) {
  const env = { NODE_ENV, JWT_SECRET, JWT_SECRET_PREVIOUS, TRUSTED_PROXIES: 'none' };
  return readConfig(parts, env);
}

describe('JWT_SECRET in production', () => {
  it('accepts 32 unknown bytes', () => {
    expect(read('production', GOOD_SECRET).JWT_SECRET).toBe(GOOD_SECRET);
  });

  it('counts bytes, not characters', () => {
    expect(read('production', 'äöüßéèàçñõâêîôûë').JWT_SECRET).toHaveLength(16);
  });

  it('is required', () => {
    expect(() => read('production')).toThrow('JWT_SECRET: is required when NODE_ENV=production.');
  });

  it('refuses 31 bytes', () => {
    expect(() => read('production', GOOD_SECRET.slice(1))).toThrow(
      'JWT_SECRET: is shorter than 32 bytes.',
    );
  });

  it.each([
    'your-256-bit-secret-your-256-bit-secret',
    'please-change-me-please-change-me-please',
    'CHANGEME-CHANGEME-CHANGEME-CHANGEME',
    'an-example-that-stands-in-some-document',
    'passwordpasswordpasswordpassword',
  ])('refuses the known example %s', (secret) => {
    expect(() => read('production', secret)).toThrow('JWT_SECRET: looks like a known example.');
  });

  it.each([
    'a'.repeat(40),
    '0'.repeat(64),
    'abc'.repeat(11),
    `${'abc'.repeat(11)}a`,
    '12345678901234567890123456789012',
    'kX2v9QpLr7TnWz4Y'.repeat(2),
    'äöü'.repeat(10),
  ])('refuses %s, which repeats a short pattern', (secret) => {
    expect(() => read('production', secret)).toThrow(
      'JWT_SECRET: is too weak: it repeats a short pattern. Set it to at least 32 random bytes',
    );
  });

  it.each([
    GOOD_SECRET.repeat(2),
    `${GOOD_SECRET}${GOOD_SECRET.slice(0, 8)}`,
    `${GOOD_SECRET.slice(1)}X`,
  ])('accepts %s, which repeats no short pattern', (secret) => {
    expect(read('production', secret).JWT_SECRET).toBe(secret);
  });

  it('explains how to create one, and does not contain the invalid one', () => {
    const refused = () => read('production', 'hunter2hunter2');
    expect(refused).toThrow('openssl rand -base64 48');
    expect(refused).not.toThrow('hunter2');
  });
});

describe.each(['development', 'test'])('JWT_SECRET in %s', (environment) => {
  it('may be left out', () => {
    expect(read(environment).JWT_SECRET).toBeUndefined();
  });

  it('may be an example', () => {
    const example = 'this-is-my-secret-this-is-my-secret';
    expect(read(environment, example).JWT_SECRET).toBe(example);
  });

  it.each(['a', GOOD_SECRET.slice(1)])('needs 32 bytes when it is set, not %s', (secret) => {
    expect(() => read(environment, secret)).toThrow('JWT_SECRET: is shorter than 32 bytes. Set');
  });
});

describe.each(['development', 'test', 'production'])('JWT_SECRET_PREVIOUS in %s', (environment) => {
  it('may be left out, and may be another secret', () => {
    const other = [...GOOD_SECRET].reverse().join('');
    expect(read(environment, GOOD_SECRET).JWT_SECRET_PREVIOUS).toBeUndefined();
    expect(read(environment, GOOD_SECRET, other).JWT_SECRET_PREVIOUS).toBe(other);
  });

  it('is not JWT_SECRET itself', () => {
    const refused = () => read(environment, GOOD_SECRET, GOOD_SECRET);
    expect(refused).toThrow(
      'JWT_SECRET_PREVIOUS: is the same as JWT_SECRET. Set it to the JWT_SECRET',
    );
    expect(refused).toThrow('or leave it unset.');
    expect(refused).not.toThrow(GOOD_SECRET);
  });

  it('needs 32 bytes', () => {
    const refused = () => read(environment, GOOD_SECRET, 'hunter2hunter2');
    expect(refused).toThrow('JWT_SECRET_PREVIOUS: is shorter than 32 bytes. Set it to the');
    expect(refused).not.toThrow('hunter2');
  });
});

describe('JWT_SECRET_PREVIOUS in production', () => {
  it('may be weak: only its tokens are accepted', () => {
    expect(() => read('production', GOOD_SECRET, 'a'.repeat(40))).toThrow(
      'JWT_SECRET_PREVIOUS: is too weak: it repeats a short pattern. Set it to the JWT_SECRET that',
    );
  });
});
