import { type DetailedItem, NO_DETAILS, NO_PLACE } from './details/detailed-item.js';
import { itemTag } from './item-tag.js';

const ITEM: DetailedItem = {
  ...{ id: 1, title: 'code', status: 'PENDING', ...NO_DETAILS, ...NO_PLACE },
  ...{ createdAt: new Date(0), updatedAt: null, completedAt: null },
  ...{ role: 'owner', isShared: false },
};

describe('itemTag', () => {
  it('is the same for equal contents, in any order of fields and for each member', () => {
    const reversed = Object.fromEntries(Object.entries(ITEM).reverse()) as never;
    expect(itemTag(reversed)).toBe(itemTag(ITEM));
    expect(itemTag({ ...ITEM, role: 'member', isShared: true })).toBe(itemTag(ITEM));
    expect(itemTag({ ...ITEM, listId: 1, position: 'U' })).toBe(itemTag(ITEM));
    expect(itemTag({ ...ITEM, isInherited: true } as DetailedItem)).toBe(itemTag(ITEM));
    expect(itemTag(ITEM)).toMatch(/^[\w-]{22}$/);
  });

  it('is that of earlier versions, which run beside this one during an upgrade', () => {
    expect(itemTag(ITEM)).toBe('NN4VTr-jSzET1oN1sZW6MO');
  });

  it('is another one for other contents', () => {
    const others: Partial<DetailedItem>[] = [
      {},
      { id: 2 },
      { title: 'Code' },
      { status: 'DONE' },
      { notes: 'x' },
      { priority: 1 },
      { labels: ['x'] },
      { due: { date: '2026-12-01' } },
      { due: { date: '2026-12-01', time: '09:00', zone: 'Europe/Berlin' } },
      { repeat: 'FREQ=DAILY' },
      { createdAt: new Date(1) },
      { updatedAt: new Date(1) },
      { completedAt: new Date(1) },
    ];
    const tags = others.map((change) => itemTag({ ...ITEM, ...change }));
    expect(new Set(tags).size).toBe(others.length);
  });
});
