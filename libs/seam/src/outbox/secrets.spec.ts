import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { stockDatabase } from '../../../../test/demo/stock.database.js';
import { openTestDataSource } from '../../../../test/support/test-database.js';
import { inProcessClient } from '../in-process/in-process-client.js';
import type { OutboxStore } from '#glue/outbox';
import { MemoryOutcomes } from '#glue/transaction';
import { ONE_BINDING } from '../testing/bindings.suite.js';
import { Outbox } from './outbox.js';
import { describeSecrets } from './secrets.suite.js';
import { vaultContract, VaultService } from './vault.suite.js';

describeSecrets(
  'on embedded databases',
  async () => {
    const shop = await openTestDataSource('shop', shopDatabase.migrations);
    const stock = await openTestDataSource('stock', stockDatabase.migrations);
    const close = async () => {
      await shop.close();
      await stock.close();
    };
    return { shop: shop.dataSource, stock: stock.dataSource, close };
  },
  ONE_BINDING,
);

it('a context that sends only commands without secret fields needs no sealer', async () => {
  const store = { put: async () => undefined } as unknown as OutboxStore;
  const outbox = new Outbox('shop', store, [vaultContract], { only: [] });
  await expect(outbox.put({} as never, vaultContract.calls.keep, {} as never)).rejects.toThrow(
    'the outbox of shop does not have vault.keep: list the command',
  );
});

describe('without a sealer', () => {
  it('an outbox for secret fields is refused', () => {
    expect(() => new Outbox('shop', {} as never, [vaultContract])).toThrow(
      'vault.keep has secret fields, and shop no sealer for what it stores of them. Add `seals: true` to ' +
        'the manifest of shop.',
    );
  });

  it('a provider of them is refused', () => {
    const bind = () =>
      inProcessClient(vaultContract, new VaultService(), 'shop', new MemoryOutcomes());
    expect(bind).toThrow('vault.keep has secret fields, and vault no sealer');
  });
});
