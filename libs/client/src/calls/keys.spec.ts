import { isRepeatable, newKey, takesKey } from './keys.js';

describe('keys', () => {
  it.each([
    ['POST', '/api/v2/items', true],
    ['PATCH', '/api/v2/items/{id}', true],
    ['POST', '/api/v2/lists', true],
    ['GET', '/api/v2/items', false],
    ['POST', '/api/v2/itemsets', false],
    ['POST', '/api/v1/create', false],
    ['POST', '/api/v2/account/tokens', false],
  ] as const)('are of %s %s: %s', (method, path, expected) => {
    expect(takesKey(method, path)).toBe(expected);
  });

  it.each([
    ['GET', '/api/v2/items', true],
    ['GET', '/api/v1/get/all', true],
    ['GET', '/api/v1/auth/session', true],
    ['GET', '/api/v1/auth/login', false],
    ['GET', '/api/v1/auth/logout', false],
    ['DELETE', '/api/v1/delete/{name}', false],
  ] as const)('%s %s may be repeated: %s', (method, path, expected) => {
    expect(isRepeatable(method, path)).toBe(expected);
  });

  it('are UUIDs also where a page has no randomUUID', () => {
    const before = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(crypto), 'randomUUID')!;
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    try {
      const keys = Array.from({ length: 100 }, newKey);
      expect(new Set(keys).size).toBe(100);
      for (const key of keys) {
        expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      }
    } finally {
      delete (crypto as { randomUUID?: unknown }).randomUUID;
    }
    expect(before.value).toBe(crypto.randomUUID);
  });
});
