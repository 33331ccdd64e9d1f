import { isBlank } from './title.js';

describe('isBlank', () => {
  it.each(['', ' ', '\u200b', '\u2800', '\u3164 \u00ad', '\u{e0041}'])(
    'finds nothing in %j',
    (title) => {
      expect(isBlank(title)).toBe(true);
    },
  );

  it.each(['a', '\u200ba', '👨\u200d👩', '❤\ufe0f', 'می\u200cخواهم'])(
    'finds something in %s',
    (title) => {
      expect(isBlank(title)).toBe(false);
    },
  );
});
