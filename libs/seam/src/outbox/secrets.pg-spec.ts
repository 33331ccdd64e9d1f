import { openMigratedDataSource } from '#glue/db';
import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { stockDatabase } from '../../../../test/demo/stock.database.js';
import { createDatabase } from '../../../../test/support/postgres.js';
import { BINDINGS } from '../testing/bindings.suite.js';
import { describeSecrets } from './secrets.suite.js';

describeSecrets(
  'on PostgreSQL',
  async () => {
    const { url, drop } = await createDatabase();
    const open = (database: typeof shopDatabase) =>
      openMigratedDataSource({ ...database, url, maxConnections: 10, dataDir: '' });
    const [shop, stock] = [await open(shopDatabase), await open(stockDatabase)];
    const close = async () => {
      await shop.destroy();
      await stock.destroy();
      await drop();
    };
    return { shop, stock, close };
  },
  BINDINGS,
);
