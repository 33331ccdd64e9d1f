import type { AllItems, Item } from '../api/items.js';
import { isOf, type ListNews, newerOf, NewsCollector, withNews } from './list-news.js';

const item = (id: number, status: Item['status'] = 'PENDING', title = `item ${id}`): Item => ({
  ...{ id, title, status },
});
const list: AllItems = { pending: [item(1), item(3)], done: [item(2, 'DONE')], tag: 'e-5' };
const news = (more: Partial<ListNews>): ListNews => ({
  ...{ since: 'e-5', tag: 'e-6', present: [], gone: [] },
  ...more,
});

describe('withNews', () => {
  it('puts items where they belong, and removes others', () => {
    const present = [item(1, 'DONE'), item(4), item(3, 'PENDING', 'renamed')];
    expect(withNews(list, news({ present, gone: [2] }))).toEqual({
      pending: [item(3, 'PENDING', 'renamed'), item(4)],
      done: [item(1, 'DONE')],
      tag: 'e-6',
    });
  });

  it.each(['e-6', 'e-7'])('keeps a list that is not older: %s', (tag) => {
    const newer = { ...list, tag };
    expect(withNews(newer, news({ gone: [1] }))).toBe(newer);
  });

  it('takes news of some versions that the list has already', () => {
    expect(withNews(list, news({ since: 'e-3', present: [item(1)] }))).toMatchObject({
      tag: 'e-6',
    });
  });

  it('needs the list again if something is missing, or its history is another one', () => {
    expect(withNews(list, news({ since: 'e-6', tag: 'e-7' }))).toBeUndefined();
    expect(withNews(list, news({ since: 'f-5', tag: 'f-6' }))).toBeUndefined();
    expect(withNews({ ...list, tag: '' }, news({}))).toBeUndefined();
  });

  it('takes a whole list of any history', () => {
    const whole = { pending: [], done: [], tag: 'f-1' };
    expect(withNews(list, news({ since: undefined, tag: 'f-1', list: whole }))).toBe(whole);
  });
});

describe('newerOf', () => {
  it('keeps what is known if an answer was under way for longer', () => {
    const [older, newer] = [
      { ...list, tag: 'e-9' },
      { ...list, tag: 'e-10' },
    ];
    expect(newerOf(newer, older)).toBe(newer);
    expect(newerOf(older, newer)).toBe(newer);
    expect(newerOf(undefined, older)).toBe(older);
  });

  it('takes an answer of another history', () => {
    const other = { ...list, tag: 'f-1' };
    expect(newerOf(list, other)).toBe(other);
  });
});

describe('isOf', () => {
  it.each(['3f2a9c01d4e7b6a8-1f-4', '0b0e7a6c-7d2c-4a57-9d0e-0f6f8a3f6d11-1f-4'])(
    'knows whose list it is: %s',
    (tag) => {
      expect(isOf(0x1f, tag)).toBe(true);
      expect(isOf(0x4, tag)).toBe(false);
    },
  );
});

describe('NewsCollector', () => {
  it('collects the events of a version until the one that has the id', () => {
    const collector = new NewsCollector('e-5');
    const event = (name: string, data: unknown, id?: string) => collector.add({ name, data, id });
    expect(event('changed', item(1))).toBeUndefined();
    expect(event('deleted', { id: 2 }, 'e-7')).toEqual(
      news({ tag: 'e-7', present: [item(1)], gone: [2] }),
    );
    expect(event('current', {}, 'e-7')).toEqual(news({ since: 'e-7', tag: 'e-7' }));
    expect(event('lists', { lists: [] }, 'e-8')).toEqual(news({ since: 'e-7', tag: 'e-8' }));
    const whole = { pending: [item(9)], done: [] };
    expect(event('list', whole, 'f-1')).toEqual(
      news({ since: 'f-1', tag: 'f-1', list: { ...whole, tag: 'f-1' } }),
    );
    expect(collector.tag).toBe('f-1');
  });
});
