import { tokenIn } from './token-in.js';

const TOKEN = 'aB3_-'.repeat(9).slice(0, 43);

describe('tokenIn', () => {
  it('is the token of a fragment', () => {
    expect(tokenIn(`#token=${TOKEN}`)).toBe(TOKEN);
  });

  it.each(['', '#', '#token=', `#token=${TOKEN.slice(1)}`, `#token=${TOKEN}x`, `#${TOKEN}`])(
    'is none in %j: a mail program may have cut the link',
    (hash) => {
      expect(tokenIn(hash)).toBeUndefined();
    },
  );
});
