import { conditionOf, isKnown } from './entity-tags.js';

function refusalOf(header: string | undefined): unknown {
  try {
    return conditionOf(header);
  } catch (error) {
    return error;
  }
}

describe('If-None-Match', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['a', false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b" , W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['"b,*,c"', false],
  ])('%s has the tag a: %s', (header, expected) => {
    expect(isKnown(header, 'a')).toBe(expected);
  });
});

describe('If-Match', () => {
  it.each([
    ['"a"', true],
    ['"b","a"', true],
    [' "b" , "a" ', true],
    ['*', true],
    ['W/"a"', false],
    ['"b"', false],
    ['""', false],
    ['"b,*,c"', false],
  ])('%s allows the tag a: %s', (header, expected) => {
    expect(conditionOf(header)('a')).toBe(expected);
  });

  it.each(['', 'a', '"a', '"a" "b"', '"a",', '*, "a"', 'w/"a"', '"ä"'])(
    'refuses %j, which is no list of tags',
    (header) => {
      expect(refusalOf(header)).toMatchObject({ code: 'validation_failed', status: 400 });
    },
  );

  it('is required', () => {
    expect(refusalOf(undefined)).toMatchObject({ code: 'if_match_required', status: 428 });
  });
});
