import { defineContext, runToolOf } from '#glue/context';
import { outboxOnDatabase } from '#glue/db';
import { shopDatabase } from '../../../../test/demo/shop.database.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { recorder } from '../../../../test/support/tool-output.js';
import { clientTokenOf } from '../binding/client-token.js';
import { outboxProviders } from './outbox.providers.js';

/** A context as the generator makes it, with an outbox and without one. */
const contextOf = (providers: object[]) =>
  defineContext({
    ...{ name: 'shop', heading: 'Shop', database: shopDatabase, paths: [], uses: [] },
    parts: { providers: providers as [] },
  });
const OUTBOX = [
  { provide: clientTokenOf('stock'), useValue: {} },
  ...outboxOnDatabase('shop'),
  ...outboxProviders('shop', [stockContract]),
];

describe('a context has npm run outbox', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
    process.env[shopDatabase.urlVariable] = database.url;
  }, 60_000);
  afterAll(async () => {
    delete process.env[shopDatabase.urlVariable];
    await database.drop();
  });

  const list = async (providers: object[]) => {
    const { printed, terminal } = recorder();
    const shop = async () => contextOf(providers);
    const outcome = await runToolOf({ shop }, 'outbox', ['list'], terminal);
    return { outcome, printed };
  };

  it('once it has an outbox, and no other edit', async () => {
    expect(await list(OUTBOX)).toEqual({
      outcome: { exit: 0 },
      printed: ['shop: nothing waits, nothing is parked'],
    });
  });

  it('which says nothing without one', async () => {
    expect(await list([])).toEqual({ outcome: { exit: 0 }, printed: [] });
  });
});
