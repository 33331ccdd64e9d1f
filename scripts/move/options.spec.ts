import { MoveError } from './move-error.js';
import { readOptions } from './options.js';

const read = (...args: string[]) => readOptions(args, ['stock', 'orders']);
const URL = 'postgres://user:secret@host/database';

describe('the options of npm run move', () => {
  it('are read', () => {
    expect(read('stock', '--to', URL)).toEqual({
      context: 'stock',
      to: URL,
      from: undefined,
      abort: false,
    });
    expect(read('stock', '--to', URL, '--from', URL, '--abort')).toMatchObject({
      from: URL,
      abort: true,
    });
  });

  it.each([
    [[], 'usage: npm run move'],
    [['stock', 'orders'], 'usage: npm run move'],
    [['stock', '--too', URL], "Unknown option '--too'"],
    [['shop'], 'there is no context shop. Contexts are stock, orders.'],
    [[URL], 'there is no context of this name'],
    [[`--too=${URL}`], "Unknown option '--too'"],
    [['stock', '--to', 'user:secret@host'], 'an address must be a URL'],
  ])('refuse %j, and show no password', (args, message) => {
    expect(() => read(...args)).toThrow(MoveError);
    expect(() => read(...args)).toThrow(message);
    expect(() => read(...args)).not.toThrow(/secret/);
  });
});
