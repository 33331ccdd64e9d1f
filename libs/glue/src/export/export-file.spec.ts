import { text } from 'node:stream/consumers';
import { byPage } from './by-page.js';
import { exportFile } from './export-file.js';

const rows = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** Rows 1 to `count`, and how many pages were read. */
function counted(count: number) {
  const pages: (number | undefined)[] = [];
  const read = async (last: number | undefined, size: number) => {
    pages.push(last);
    return rows(count).slice(last ?? 0, (last ?? 0) + size);
  };
  return { pages, all: byPage(100, read, (id) => ({ id, text: 'ä"\n' })) };
}

describe('an export', () => {
  it.each([0, 1, 99, 100, 101, 1_000])('is JSON with all of %d rows', async (count) => {
    const file = exportFile('orders', { customer: { name: 'Ada' }, orders: counted(count).all });
    expect(file.getHeaders()).toMatchObject({
      type: 'application/json; charset=utf-8',
      disposition: 'attachment; filename="orders.json"',
    });
    const content = JSON.parse(await text(file.getStream())) as Record<string, unknown>;
    expect(content).toMatchObject({ context: 'orders', customer: { name: 'Ada' } });
    expect(content['orders']).toEqual(rows(count).map((id) => ({ id, text: 'ä"\n' })));
  });

  it('reads no page before the client has read those before', async () => {
    const { pages, all } = counted(100_000);
    const stream = exportFile('orders', { orders: all }).getStream();
    await new Promise((resolve) => stream.once('readable', resolve));
    stream.read();
    expect(pages.length).toBeLessThan(50);
    stream.destroy();
  });

  it('ends with an error if a page cannot be read', async () => {
    const failing = byPage(1, () => Promise.reject(new Error('no database')), String);
    await expect(text(exportFile('orders', { failing }).getStream())).rejects.toThrow(
      'no database',
    );
  });
});
