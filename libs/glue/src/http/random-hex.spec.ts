import { randomHex } from './random-hex.js';

describe('randomHex', () => {
  it('has two digits for each byte', () => {
    expect(randomHex(8)).toMatch(/^[0-9a-f]{16}$/);
    expect(randomHex(16)).toMatch(/^[0-9a-f]{32}$/);
  });

  it('never gives the same twice, however many are drawn', () => {
    const drawn = Array.from({ length: 10_000 }, (_, i) => randomHex(i % 2 ? 8 : 16));
    expect(new Set(drawn).size).toBe(10_000);
  });
});
