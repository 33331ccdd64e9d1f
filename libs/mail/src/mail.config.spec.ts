import { readConfig, serverConfig } from '#glue/config';
import { mailConfig } from './mail.config.js';

const read = (env: Record<string, string>) =>
  readConfig([serverConfig({ port: 0 }), mailConfig], env);
const MAIL_FROM = 'Example <no-reply@example.com>';

describe('the variables of mail', () => {
  it.each([
    [
      'smtp://user:p%40ss@mail.example.com',
      { host: 'mail.example.com', port: 587, tls: 'starttls', user: 'user', password: 'p@ss' },
    ],
    ['smtp://mail.example.com:2525', { port: 2525, tls: 'starttls', user: undefined }],
    ['smtps://mail.example.com', { port: 465, tls: 'at once' }],
    ['smtp://127.0.0.1:25?tls=never', { host: '127.0.0.1', port: 25, tls: 'never' }],
    ['smtp://[::1]:25?tls=never', { host: '::1', tls: 'never' }],
  ])('name a server: %s', (MAIL_URL, server) => {
    expect(read({ MAIL_URL, MAIL_FROM })).toMatchObject({ MAIL_URL: server });
  });

  it.each([
    'mail.example.com',
    'http://mail.example.com',
    'smtp://',
    'smtp://user@mail.example.com',
    'smtp://mail.example.com?tls=maybe',
    'smtps://mail.example.com?tls=never',
    'smtp://mail.example.com/inbox',
    'smtp://a:%zz@mail.example.com',
  ])('refuse %s, with a cure and without the value', (MAIL_URL) => {
    expect(() => read({ MAIL_URL, MAIL_FROM })).toThrow(
      /MAIL_URL: must be a URL like smtp:\/\/user:password@mail/,
    );
  });

  it('refuse a password without encryption', () => {
    const MAIL_URL = 'smtp://anna:canary@127.0.0.1?tls=never';
    expect(() => read({ MAIL_URL, MAIL_FROM })).toThrow(/MAIL_URL: must not have a password/);
    expect(() => read({ MAIL_URL, MAIL_FROM })).not.toThrow(/canary/);
  });

  it.each([
    [MAIL_FROM, { name: 'Example', address: 'no-reply@example.com' }],
    ['no-reply@example.com', { name: '', address: 'no-reply@example.com' }],
  ])('name a sender: %s', (from, sender) => {
    expect(read({ MAIL_FROM: from })).toMatchObject({ MAIL_FROM: sender });
  });

  it.each(['Example', 'a@b.com, c@d.com', 'Example <a@b.com'])('refuse the sender %s', (from) => {
    expect(() => read({ MAIL_FROM: from })).toThrow(/MAIL_FROM: must be an address/);
  });

  it('need a sender with a server', () => {
    const MAIL_URL = 'smtps://mail.example.com';
    expect(() => read({ MAIL_URL })).toThrow(/MAIL_FROM: is required with MAIL_URL/);
  });

  it('need a server in production', () => {
    const production = { NODE_ENV: 'production', TRUSTED_PROXIES: 'none' };
    expect(() => read(production)).toThrow(
      /MAIL_URL: is required when NODE_ENV=production.*CONTEXTS/,
    );
    expect(() =>
      read({ ...production, MAIL_FROM, MAIL_URL: 'smtps://mail.example.com' }),
    ).not.toThrow();
  });
});
