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
  it.each(CONFUSING)('is not written with %j in it', (character) => {
    const title = `a${character}b`;
    expect(createItemBody.safeParse({ title, status: 'DONE' }).success).toBe(false);
    expect(replaceItemBody.safeParse({ id: 1, title, status: 'DONE' }).success).toBe(false);
    expect(changeItemBody.safeParse({ id: 1, title }).success).toBe(false);
  });

  it.each(CONFUSING)(
    'can be deleted by name with %j in it, if it was written once',
    (character) => {
      const name = `a${character}b`;
      expect(deleteItemParameters.parse({ name })).toEqual({ name });
    },
  );

  it.each(HARMLESS)('may have %j in it', (character) => {
    const title = `a${character}b`;
    expect(createItemBody.parse({ title, status: 'DONE' })).toEqual({ title, status: 'DONE' });
  });

  it.each(['\ud800', '\udc00x', '\0'])('is neither written nor named with %j in it', (title) => {
    expect(createItemBody.safeParse({ title, status: 'DONE' }).success).toBe(false);
    expect(deleteItemParameters.safeParse({ name: title }).success).toBe(false);
  });
});

describe('the status of an item', () => {
  it.each(['pending', 'Pending', 'PENDING', 'pEnDiNg'])(
    'is read without regard to case: %s',
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
