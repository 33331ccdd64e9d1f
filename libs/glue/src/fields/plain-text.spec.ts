import { seededRandom } from '../../../../test/support/random.js';
import { plainText, textPattern } from './plain-text.js';

const title = plainText({ min: 1, max: 5, trim: true });
const password = plainText({ min: 2, max: 5, trim: false });

describe('plainText', () => {
  it.each(['a', '12345', 'größe', '日本', '😀😀😀😀😀'])('takes %s', (text) => {
    expect(title.parse(text)).toBe(text);
  });

  it('counts code points, not UTF-16 units', () => {
    expect(title.safeParse('😀'.repeat(5)).success).toBe(true);
    expect(title.safeParse('😀'.repeat(6)).success).toBe(false);
  });

  it('trims a text first, if it is to be trimmed', () => {
    expect(title.parse('  \t12345\n ')).toBe('12345');
    expect(title.safeParse('   ').success).toBe(false);
  });

  it('keeps and counts surrounding space otherwise', () => {
    expect(password.parse(' a ')).toBe(' a ');
    expect(password.safeParse('  1234').success).toBe(false);
  });

  it('keeps the Unicode composition of a text', () => {
    const decomposed = 'u\u0308';
    expect(title.parse(decomposed)).toBe(decomposed);
  });

  it.each([
    ['nothing', '', 'must have 1 to 5 characters'],
    ['too much', '123456', 'must have 1 to 5 characters'],
    ['a NUL', 'a\0b', 'must not contain NUL'],
    ['half of an emoji', 'a\ud83d', 'must not contain lone surrogates'],
  ])('refuses %s, and says why', (_what, text, message) => {
    expect(title.safeParse(text).error?.issues.map(({ message }) => message)).toContain(message);
  });

  it.each([undefined, null, 1, ['a']])('refuses %j, which is not a text', (value) => {
    expect(title.safeParse(value).success).toBe(false);
  });
});

describe('the pattern in the description of a text', () => {
  const SPACES = [
    ' ',
    '\t',
    '\n',
    '\v',
    '\r',
    '\u00a0',
    '\u1680',
    '\u2003',
    '\u2028',
    '\u3000',
    '\ufeff',
  ];
  const LETTERS = ['a', '日', '😀', '\0', '\u0001', '\u0085', '\u180e', '\u200b'];
  const pattern = new RegExp(textPattern(5), 'u');

  it('accepts the same texts as the schema', () => {
    const random = seededRandom();
    const pick = (list: string[]) => list[Math.floor(random() * list.length)]!;
    const any = () =>
      Array.from({ length: Math.floor(random() * 9) }, () =>
        pick([...SPACES, ...LETTERS, ...LETTERS]),
      ).join('');
    const texts = Array.from({ length: 5_000 }, any);
    const taken = texts.filter((text) => title.safeParse(text).success);
    expect(taken.length).toBeGreaterThan(500);
    expect(texts.filter((text) => pattern.test(text))).toEqual(taken);
  });
});
