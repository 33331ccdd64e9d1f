import { DatabaseOutcomes } from '#glue/db';
import { describeContract } from '../../libs/seam/src/testing/contract.suite.js';
import { openTestDataSource } from '../support/test-database.js';
import { stockContract } from './stock.contract.js';
import { stockDatabase } from './stock.database.js';
import { StockService } from './stock.service.js';

describeContract(stockContract, async () => {
  const { dataSource, close } = await openTestDataSource('stock', stockDatabase.migrations);
  return {
    service: new StockService(dataSource),
    outcomes: new DatabaseOutcomes(dataSource, 'stock'),
    examples: { take: ['an order'], reserve: ['another order'], left: [null] },
    close,
  };
});
