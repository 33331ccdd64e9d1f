import { readConfig } from './read-config.js';
import { allowedOrigins, describesApi, serverConfig } from './server.config.js';

function originsOf(text: string): string[] | undefined {
  return readConfig([serverConfig({ port: 1 })], { CORS_ORIGINS: text }).CORS_ORIGINS;
}

describe('CORS_ORIGINS', () => {
  it.each([
    ['https://app.example.com', ['https://app.example.com']],
    ['https://a.example, http://localhost:3000', ['https://a.example', 'http://localhost:3000']],
    ['http://localhost:3000/', ['http://localhost:3000']],
    ['http://[::1]:3000', ['http://[::1]:3000']],
  ])('reads %s', (text, origins) => {
    expect(originsOf(text)).toEqual(origins);
  });

  it.each([
    '*',
    'null',
    'localhost:3000',
    'https://a.example/path',
    'https://a.example//',
    'https://a.example?x=1',
    'https://me@a.example',
    'https://a.example,,https://b.example',
    'https://a.example,nonsense',
    'ftp://a.example',
    'https://a.example https://b.example',
  ])('refuses %s', (text) => {
    expect(() => originsOf(text)).toThrow(/CORS_ORIGINS: must be origins separated by commas/);
  });
});

describe('allowedOrigins', () => {
  it.each(['development', 'test'] as const)('accepts the development page in %s', (NODE_ENV) => {
    expect(allowedOrigins({ NODE_ENV, CORS_ORIGINS: undefined })).toEqual([
      'http://localhost:3000',
    ]);
  });

  it('allows no origin in production', () => {
    expect(allowedOrigins({ NODE_ENV: 'production', CORS_ORIGINS: undefined })).toEqual([]);
  });

  it.each(['development', 'production'] as const)(
    'accepts the configured origins, and no other, in %s',
    (NODE_ENV) => {
      const CORS_ORIGINS = ['https://a.example'];
      expect(allowedOrigins({ NODE_ENV, CORS_ORIGINS })).toEqual(CORS_ORIGINS);
    },
  );
});

describe('API_DOCS', () => {
  it.each([
    ['development', undefined, true],
    ['test', undefined, true],
    ['production', undefined, false],
    ['production', 'on', true],
    ['development', 'off', false],
  ] as const)('in %s and set to %s: %s', (NODE_ENV, API_DOCS, expected) => {
    expect(describesApi({ NODE_ENV, API_DOCS })).toBe(expected);
  });

  it('is on or off', () => {
    const read = (API_DOCS: string) => readConfig([serverConfig({ port: 1 })], { API_DOCS });
    expect(read('on').API_DOCS).toBe('on');
    expect(() => read('yes')).toThrow(/API_DOCS: must be on or off; leave it unset/);
  });
});

describe('NODE_ENV', () => {
  it('is one of three words, so that a typing error does not mean development', () => {
    expect(() => readConfig([serverConfig({ port: 1 })], { NODE_ENV: 'prod' })).toThrow(/NODE_ENV/);
  });
});
