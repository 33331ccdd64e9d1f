import { readConfig, serverConfig } from '#glue/config';
import { publicUrl, publicUrlConfig, publicUrlForMails } from './public-url.config.js';

const PRODUCTION = { NODE_ENV: 'production', TRUSTED_PROXIES: 'none' };
const read = (env: Record<string, string>, sendsMails = true) =>
  readConfig(
    [
      serverConfig({ port: 0 }),
      publicUrlConfig,
      ...(sendsMails ? [{ shape: {}, check: publicUrlForMails }] : []),
    ],
    env,
  );

describe('PUBLIC_URL', () => {
  it.each([
    ['https://todo.example.com', 'https://todo.example.com'],
    ['https://todo.example.com/', 'https://todo.example.com'],
    ['https://todo.example.com:8443', 'https://todo.example.com:8443'],
    ['http://localhost:8001', 'http://localhost:8001'],
    ['http://127.0.0.1:8001', 'http://127.0.0.1:8001'],
  ])('is an origin: %s', (PUBLIC_URL, origin) => {
    expect(read({ PUBLIC_URL }).PUBLIC_URL).toBe(origin);
    expect(read({ ...PRODUCTION, PUBLIC_URL }).PUBLIC_URL).toBe(origin);
  });

  it.each([
    'todo.example.com',
    'ftp://todo.example.com',
    'https://user@todo.example.com',
    'https://todo.example.com/app',
    'https://todo.example.com?a=1',
    'https://todo.example.com#a',
    'https://todo.example.com, https://example.com',
  ])('is refused with a cure: %s', (PUBLIC_URL) => {
    expect(() => read({ PUBLIC_URL })).toThrow(/PUBLIC_URL: must be the origin of the page, such/);
  });

  it('must be https in production, unless it is this machine', () => {
    const env = { PUBLIC_URL: 'http://todo.example.com' };
    expect(() => read(env)).not.toThrow();
    expect(() => read({ ...PRODUCTION, ...env })).toThrow(/PUBLIC_URL: must begin with https:/);
  });

  it('is required in production where mails are sent', () => {
    expect(() => read(PRODUCTION)).toThrow(
      /PUBLIC_URL: is required .* Set it to the address under/,
    );
    expect(() => read(PRODUCTION, false)).not.toThrow();
    expect(() => read({})).not.toThrow();
  });
});

describe('where people open the page', () => {
  const SITE = 'https://todo.example.com';
  const OWN = 'http://localhost:41234';
  const given = (NODE_ENV: string, PUBLIC_URL?: string) => ({ NODE_ENV, PUBLIC_URL, PORT: 8001 });

  it.each(['development', 'production'])('is PUBLIC_URL in %s', (environment) => {
    expect(publicUrl(given(environment, SITE), OWN)).toBe(SITE);
  });

  it('is this process in development, also before it listens', () => {
    expect(publicUrl(given('development'), OWN)).toBe(OWN);
    expect(publicUrl(given('development'), undefined)).toBe('http://localhost:8001');
  });

  it('is unknown in production without PUBLIC_URL', () => {
    expect(publicUrl(given('production'), OWN)).toBeUndefined();
    expect(publicUrl(given('production'), undefined)).toBeUndefined();
  });
});
