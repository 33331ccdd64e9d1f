import { DatabaseOutcomes } from '#glue/db';
import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { stockDatabase } from '../../../../test/demo/stock.database.js';
import { StockService } from '../../../../test/demo/stock.service.js';
import { openTestDataSource } from '../../../../test/support/test-database.js';
import { inProcessClient } from '../in-process/in-process-client.js';
import { describeOutbox } from './outbox.suite.js';

describeOutbox('in process, on embedded databases', async () => {
  const shop = await openTestDataSource('shop', shopDatabase.migrations);
  const { dataSource: stock, close } = await openTestDataSource('stock', stockDatabase.migrations);
  const outcomes = new DatabaseOutcomes(stock, 'stock');
  return {
    shop: shop.dataSource,
    stock,
    client: inProcessClient(stockContract, new StockService(stock), 'shop', outcomes),
    close: async () => {
      await shop.close();
      await close();
    },
  };
});
