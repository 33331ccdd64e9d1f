import { filterAddress, readFilter, search } from './filter.js';

const items = ['Grüner Tee', 'black TEA', 'bread'].map((title, id) => ({
  id,
  title,
  status: 'PENDING' as const,
  isNew: false,
}));

describe('search', () => {
  it.each([
    ['', ['Grüner Tee', 'black TEA', 'bread']],
    ['  ', ['Grüner Tee', 'black TEA', 'bread']],
    ['tea', ['black TEA']],
    ['GRUNER', ['Grüner Tee']],
    ['tee grün', ['Grüner Tee']],
    ['tea bread', []],
    ['.*', []],
  ])('finds by %j', (query, titles) => {
    expect(search(items, query).map(({ title }) => title)).toEqual(titles);
  });
});

describe('The address of the list', () => {
  it.each([
    ['all', '', '/'],
    ['pending', '', '/pending'],
    ['done', 'a b&c', '/done?q=a+b%26c'],
  ] as const)('of %s and %j is %s, and back', (shown, query, address) => {
    expect(filterAddress(shown, query)).toBe(address);
    expect(readFilter(new URL(address, 'http://x'))).toEqual({ shown, query });
  });

  it.each(['/login', '/done/', '/nowhere'])('is not %s', (path) => {
    expect(readFilter(new URL(path, 'http://x'))).toBeUndefined();
  });
});
