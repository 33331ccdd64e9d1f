import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { StartError } from '#glue/errors';
import { outboxTable } from '../../../../test/demo/outbox-table.js';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { clientTokenOf } from '../binding/client-token.js';
import { outboxProviders } from './outbox.providers.js';

it('a context without a database is refused with an outbox when it starts', async () => {
  const module = {
    module: class FileShopModule {},
    providers: [
      { provide: clientTokenOf('stock'), useValue: {} },
      ...outboxProviders('shop', [stockContract]),
    ],
  };
  const starting = NestFactory.createApplicationContext(module, {
    abortOnError: false,
    logger: false,
  });
  const error: unknown = await starting.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StartError);
  expect((error as Error).message).toMatch(
    /^shop has an outbox: .* Keep the data of shop in a database/,
  );
});

it('the table in docs/outbox.md is the one that is tested', () => {
  const page = readFileSync(new URL('../../../../docs/outbox.md', import.meta.url), 'utf8');
  const [, sql] = /```sql\n([^`]*)```/.exec(page)!;
  const words = (text: string) =>
    text
      .replace(/--.*$/gm, '')
      .split(/[\s;]+/)
      .filter(Boolean);
  expect(words(sql!)).toEqual(words(outboxTable('orders').join('\n')));
});
