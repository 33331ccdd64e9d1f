import { en } from './en.js';
import { choose } from './index.js';

describe('choose', () => {
  it.each([[['en']], [['en-GB', 'de']], [['xx']], [[]]])('speaks English to %j', (preferred) => {
    expect(choose(preferred)).toBe(en);
  });
});
