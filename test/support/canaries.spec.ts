import { Canaries } from './canaries.js';

describe('Canaries', () => {
  const canaries = new Canaries();
  const canary = canaries.next();

  it.each<[string, (text: string) => string]>([
    ['unchanged', (text) => text],
    ['in capitals', (text) => text.toUpperCase()],
    ['as credentials', (text) => `Basic ${Buffer.from(`${text}:x`).toString('base64')}`],
    ['as a password', (text) => Buffer.from(`a@example.com:${text}`).toString('base64')],
    ['as base64 for addresses', (text) => Buffer.from(`??${text}`).toString('base64url')],
    ['as hexadecimal', (text) => Buffer.from(text).toString('hex')],
    ['as the bytes of a Buffer', (text) => JSON.stringify(Buffer.from(text))],
    ['in a query string', (text) => encodeURIComponent(`{"title":"${text}"}`)],
  ])('are found %s', (_, write) => {
    const line = `{"msg":"before ${write(canary)} after"}`;
    expect(canaries.foundIn(`first\n${line}\nlast`)).toEqual([line]);
  });

  it('are not found if there is none', () => {
    expect(canaries.foundIn(`${new Canaries().next()}\ncanary\n{"msg":"request"}`)).toEqual([]);
  });

  it('are all different', () => {
    expect(canaries.next()).not.toBe(canary);
    expect(canaries.given).toBe(2);
  });
});
