import { seededRandom } from '../../../../../test/support/random.js';
import { keyBetween, keysOf, MAX_KEY_LENGTH } from './keys.js';

const isKey = /^[0-9A-Za-z]*[1-9A-Za-z]$/;

describe('keys of positions', () => {
  it('are strictly between two others, wherever they are', () => {
    const random = seededRandom();
    for (let round = 0; round < 40; round++) {
      const keys: string[] = [];
      for (let i = 0; i < 150; i++) {
        // Often at the same place, and at the ends.
        const at = Math.floor(random() ** (1 + (round % 5)) * (keys.length + 1));
        const [before, after] = [keys[at - 1], keys[at]];
        const key = keyBetween(before, after);
        expect(key).toMatch(isKey);
        if (before !== undefined) expect(before < key).toBe(true);
        if (after !== undefined) expect(key < after).toBe(true);
        keys.splice(at, 0, key);
      }
    }
  });

  it.each([
    [undefined, '1'],
    [undefined, '0001'],
    [undefined, '00001'],
    ['zzzz', undefined],
    ['zzzzzz', undefined],
    ['1', '11'],
    ['1', '101'],
    ['1', '1001'],
    ['1z', '2'],
    ['Yz', 'Z1'],
  ])('are between %j and %j', (before, after) => {
    const key = keyBetween(before, after);
    expect(key).toMatch(isKey);
    expect((before ?? '') < key && key < (after ?? '~')).toBe(true);
  });

  it('stay short at the ends of a list', () => {
    let [first, last] = [keyBetween(undefined, undefined), keyBetween(undefined, undefined)];
    for (let i = 0; i < 50_000; i++) {
      first = keyBetween(undefined, first);
      last = keyBetween(last, undefined);
    }
    expect([first.length, last.length].every((length) => length <= 4)).toBe(true);
  });

  it('grow by a digit with about six between the same two', () => {
    let after = '2';
    for (let i = 0; i < 300; i++) after = keyBetween('1', after);
    expect(after.length).toBeLessThan(MAX_KEY_LENGTH);
  });

  it.each([0, 1, 2, 10_000])('are %d in order', (count) => {
    const keys = keysOf(count);
    expect(new Set(keys).size).toBe(count);
    expect([...keys].sort()).toEqual(keys);
    expect(keys.every((key) => isKey.test(key) && key.length <= 4)).toBe(true);
  });
});
