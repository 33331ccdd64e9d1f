import { z } from 'zod';
import {
  changeItemBody,
  createItemBody,
  deleteItemParameters,
  replaceItemBody,
} from './items.schemas.js';

const CONFUSING = [
  '\u0001',
  '\t',
  '\n',
  '\u007f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
];
const HARMLESS = ['\u200e', '\u200f', '\u061c', '\u200d', '\u00a0', '\u0301', '𝕊'];

describe('the title of an item', () => {
  it.each(CONFUSING)('must not contain %j when it is written', (character) => {
    const title = `a${character}b`;
    expect(createItemBody.safeParse({ title, status: 'DONE' }).success).toBe(false);
    expect(replaceItemBody.safeParse({ id: 1, title, status: 'DONE' }).success).toBe(false);
    expect(changeItemBody.safeParse({ id: 1, title }).success).toBe(false);
  });

  it.each(CONFUSING)(
    'may contain %j when an item is deleted by it, because older items have such titles',
    (character) => {
      const name = `a${character}b`;
      expect(deleteItemParameters.parse({ name })).toEqual({ name });
    },
  );

  it.each(HARMLESS)('may contain %j', (character) => {
    const title = `a${character}b`;
    expect(createItemBody.parse({ title, status: 'DONE' })).toEqual({ title, status: 'DONE' });
  });

  it.each(['\ud800', '\udc00x', '\0'])(
    'may contain %j neither when it is written nor when it is deleted',
    (title) => {
      expect(createItemBody.safeParse({ title, status: 'DONE' }).success).toBe(false);
      expect(deleteItemParameters.safeParse({ name: title }).success).toBe(false);
    },
  );
});

describe('a title without a visible character', () => {
  const reasons = (title: string) =>
    createItemBody.safeParse({ title, status: 'DONE' }).error?.issues.map(({ message }) => message);
  const points = Array.from({ length: 0x110000 }, (_, point) => point);
  const ignorable = points
    .map((point) => String.fromCodePoint(point))
    .filter((character) => /\p{Default_Ignorable_Code_Point}/u.test(character));

  it('is refused, whatever it consists of', () => {
    expect(ignorable.length).toBeGreaterThan(4_000);
    const taken = [...ignorable, '\u2800'].filter((title) => !reasons(title));
    expect(taken).toEqual([]);
    expect(reasons(' \u200b\u2800\u3164 ')).toEqual(['must have a visible character']);
    expect(replaceItemBody.safeParse({ id: 1, title: '\u200b', status: 'DONE' }).success).toBe(
      false,
    );
    expect(changeItemBody.safeParse({ id: 1, title: '\u200b' }).success).toBe(false);
  });

  it('is accepted to delete an item, because older items have such titles', () => {
    expect(deleteItemParameters.parse({ name: '\u200b' })).toEqual({ name: '\u200b' });
  });

  it.each(['👨\u200d👩\u200d👧', '❤\ufe0f', 'می\u200cخواهم', '🏴\u{e0067}\u{e007f}', '\u200ba'])(
    'is not %s, in which such characters shape others',
    (title) => {
      expect(createItemBody.parse({ title, status: 'DONE' }).title).toBe(title);
    },
  );

  it.each([
    ['', 'must have 1 to 255 characters'],
    ['a\0', 'must not contain NUL'],
    ['\u0001', 'must not contain control characters or overrides of the direction of writing'],
  ])('or is invalid otherwise, has one reason: %j', (title, reason) => {
    expect(reasons(title)).toEqual([reason]);
  });

  it('is refused by the API document, too', () => {
    const { pattern } = z.toJSONSchema(createItemBody.shape.title, { io: 'input' });
    const described = new RegExp(pattern!, 'u');
    const titles = [...ignorable, '\u2800', '\u200ba', ' a\u200b ', '❤\ufe0f', ' \u3164 ', 'a'];
    const wrong = titles.filter((title) => described.test(title) === Boolean(reasons(title)));
    expect(wrong).toEqual([]);
  });
});

describe('the status of an item', () => {
  it.each(['pending', 'Pending', 'PENDING', 'pEnDiNg'])(
    'is compared without case: %s',
    (status) => {
      expect(changeItemBody.parse({ id: 1, status })).toEqual({ id: 1, status: 'PENDING' });
    },
  );

  it.each(['pendıng', 'pendİng', 'ＤＯＮＥ', ' DONE', 'DONE ', ''])('is not %j', (status) => {
    expect(changeItemBody.safeParse({ id: 1, status }).success).toBe(false);
  });
});

describe('a change of an item', () => {
  it('needs the title or the status', () => {
    expect(changeItemBody.safeParse({ id: 1 }).success).toBe(false);
    expect(changeItemBody.parse({ id: 1, title: ' code ' })).toEqual({ id: 1, title: 'code' });
  });
});
