import { randomBytes } from 'node:crypto';
import { readConfig, serverConfig } from '../config/index.js';
import { dataKeyVariables } from './data-key.config.js';

const [KEY, OTHER] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const PRODUCTION = { NODE_ENV: 'production', TRUSTED_PROXIES: 'none' };
const read = (env: Record<string, string>, contexts = ['auth', 'mail']) =>
  readConfig([serverConfig({ port: 0 }), dataKeyVariables(contexts)], env);

describe('the variables of data keys', () => {
  it('are read as bytes', () => {
    const { DATA_KEY, DATA_KEY_PREVIOUS } = read({ DATA_KEY: KEY, DATA_KEY_PREVIOUS: OTHER });
    expect(DATA_KEY?.toString('base64')).toBe(KEY);
    expect(DATA_KEY_PREVIOUS?.toString('base64')).toBe(OTHER);
  });

  it('may be unset in development, and where no context stores secrets', () => {
    expect(read({}).DATA_KEY).toBeUndefined();
    expect(read(PRODUCTION, []).DATA_KEY).toBeUndefined();
  });

  it('are required in production by contexts that store secrets', () => {
    expect(() => read(PRODUCTION)).toThrow(
      'DATA_KEY: is required when NODE_ENV=production: it seals the secrets of auth and mail. Set it to ' +
        'the output of `openssl rand -base64 32`',
    );
  });

  it.each([
    ['too short', randomBytes(31).toString('base64'), 'is not 32 bytes in base64'],
    ['too long', randomBytes(33).toString('base64'), 'is not 32 bytes in base64'],
    ['in hexadecimal', randomBytes(32).toString('hex'), 'is not 32 bytes in base64'],
    ['no base64', 'change-me', 'is not 32 bytes in base64'],
    ['with bits that are lost', `${'B'.repeat(42)}B=`, 'is not 32 bytes in base64'],
    ['one byte repeated', Buffer.alloc(32, 7).toString('base64'), 'is not random'],
    ['a short pattern', Buffer.from('secret1!'.repeat(4)).toString('base64'), 'is not random'],
  ])('refuse one that is %s, without it', (_, value, reason) => {
    for (const variable of ['DATA_KEY', 'DATA_KEY_PREVIOUS']) {
      const refused = () => read({ DATA_KEY: KEY, [variable]: value });
      expect(refused).toThrow(`${variable}: ${reason}. Set it to the`);
      expect(refused).not.toThrow(value);
    }
  });

  it('are two different keys', () => {
    const refused = () => read({ DATA_KEY: KEY, DATA_KEY_PREVIOUS: KEY });
    expect(refused).toThrow('DATA_KEY_PREVIOUS: is the same as DATA_KEY. Set it to the DATA_KEY');
    expect(refused).not.toThrow(KEY);
  });
});
