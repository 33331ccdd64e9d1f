import { PublicLinks } from '../mails/public-links.js';
import { PasskeySite, siteOf } from './passkey-site.js';

describe('the site of passkeys', () => {
  it.each([
    ['https://todo.example.com', 'todo.example.com'],
    ['https://todo.example.com:8443', 'todo.example.com'],
    ['http://localhost:8001', 'localhost'],
    ['http://todo.localhost:8001', 'todo.localhost'],
    ['https://intranet', 'intranet'],
  ])('%s: %s', (origin, rpId) => expect(siteOf(origin)).toEqual({ origin, rpId }));

  it.each([
    ...['http://127.0.0.1:8001', 'https://192.0.2.7', 'https://[2001:db8::7]', 'http://[::1]'],
    ...['http://todo.example.com', 'http://localhost.example.com', 'https://0x7f.1', undefined],
  ])('is none at %s', (origin) => {
    expect(siteOf(origin)).toBeUndefined();
    const site = new PasskeySite(new PublicLinks(() => origin));
    expect(site.isOff).toBe(true);
    expect(() => site.require()).toThrow('Passkeys need an address with a name');
  });
});
