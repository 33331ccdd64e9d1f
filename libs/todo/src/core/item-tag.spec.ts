import { itemTag } from './item-tag.js';

const ITEM = { id: 1, title: 'code', status: 'PENDING' } as const;

describe('itemTag', () => {
  it('is the same for equal contents, with whatever else', () => {
    expect(itemTag({ status: 'PENDING', title: 'code', id: 1 })).toBe(itemTag(ITEM));
    expect(itemTag({ ...ITEM, role: 'owner' } as never)).toBe(itemTag(ITEM));
    expect(itemTag(ITEM)).toMatch(/^[\w-]{22}$/);
  });

  it('is another one for other contents', () => {
    const others = [
      ITEM,
      { ...ITEM, id: 2 },
      { ...ITEM, title: 'Code' },
      { ...ITEM, status: 'DONE' },
    ];
    expect(new Set(others.map((each) => itemTag(each as never))).size).toBe(4);
  });
});
