import { openMigratedDataSource } from '#glue/db';
import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { stockDatabase } from '../../../../test/demo/stock.database.js';
import { createDatabase } from '../../../../test/support/postgres.js';
import { type Stock, stockInProcess, stockOverHttp } from '../commands/stock.suite.js';
import { describeOutbox } from './outbox.suite.js';

const BINDINGS: [string, (url: string) => Promise<Stock>][] = [
  ['in process', stockInProcess],
  ['over HTTP, in another process', stockOverHttp],
];
for (const [binding, openStock] of BINDINGS) {
  describeOutbox(`${binding}, on PostgreSQL`, async () => {
    const { url, drop } = await createDatabase();
    const provider = await openStock(url);
    const open = (database: typeof shopDatabase) =>
      openMigratedDataSource({ ...database, url, maxConnections: 10, dataDir: '' });
    const [shop, stock] = [await open(shopDatabase), await open(stockDatabase)];
    return {
      shop,
      stock,
      client: provider.clientOf('shop'),
      close: async () => {
        await provider.close();
        await shop.destroy();
        await stock.destroy();
        await drop();
      },
    };
  });
}
