import { readConfig } from './read-config.js';
import { serverConfig } from './server.config.js';

const read = (env: Record<string, string>) =>
  readConfig([serverConfig({ port: 1 })], env).TRUSTED_PROXIES;

describe('TRUSTED_PROXIES', () => {
  it.each([
    ['none', []],
    ['127.0.0.1', ['127.0.0.1']],
    ['10.0.0.0/8, fd00::/8,::1', ['10.0.0.0/8', 'fd00::/8', '::1']],
  ])('reads %s', (text, entries) => {
    expect(read({ TRUSTED_PROXIES: text })).toEqual(entries);
  });

  it.each([
    'all',
    'true',
    'proxy.example.com',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '10.0.0.1,,10.0.0.2',
    '10.0.0.256',
    'none,10.0.0.1',
  ])('refuses %s', (text) => {
    expect(() => read({ TRUSTED_PROXIES: text })).toThrow(/TRUSTED_PROXIES: must be none, or/);
  });

  it('may be unset in development: no proxy is trusted then', () => {
    expect(read({})).toBeUndefined();
  });

  it('must be set in production', () => {
    expect(() => read({ NODE_ENV: 'production' })).toThrow(
      /TRUSTED_PROXIES: is required when NODE_ENV=production\. .*none/,
    );
    expect(read({ NODE_ENV: 'production', TRUSTED_PROXIES: 'none' })).toEqual([]);
  });
});
