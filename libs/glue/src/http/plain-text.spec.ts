import { plainText } from './plain-text.js';

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

  it('drops space around a text that is to be trimmed, before it counts', () => {
    expect(title.parse('  \t12345\n ')).toBe('12345');
    expect(title.safeParse('   ').success).toBe(false);
  });

  it('keeps space around a text that is not to be trimmed, and counts it', () => {
    expect(password.parse(' a ')).toBe(' a ');
    expect(password.safeParse('  1234').success).toBe(false);
  });

  it('keeps the text as it was composed', () => {
    const decomposed = 'u\u0308';
    expect(title.parse(decomposed)).toBe(decomposed);
  });

  it.each([
    ['nothing', '', 'must be 1 to 5 characters'],
    ['too much', '123456', 'must be 1 to 5 characters'],
    ['a NUL', 'a\0b', 'must not contain NUL'],
    ['half of an emoji', 'a\ud83d', 'must not contain lone surrogates'],
  ])('refuses %s, and says why', (_what, text, fault) => {
    expect(title.safeParse(text).error?.issues.map(({ message }) => message)).toContain(fault);
  });

  it.each([undefined, null, 1, ['a']])('refuses %j, which is no text', (value) => {
    expect(title.safeParse(value).success).toBe(false);
  });
});
