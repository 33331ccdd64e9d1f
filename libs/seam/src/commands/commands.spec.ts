import { pino } from 'pino';
import { readConfig, serverConfig } from '#glue/config';
import { DatabaseOutcomes } from '#glue/db';
import { StartError } from '#glue/errors';
import { createServer } from '#glue/server';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { stockDatabase } from '../../../../test/demo/stock.database.js';
import { StockService } from '../../../../test/demo/stock.service.js';
import { openTestDataSource, type TestDatabase } from '../../../../test/support/test-database.js';
import { CallerVerifier } from '../http-provider/caller-verifier.js';
import { contractController } from '../http-provider/contract.controller.js';
import { inProcessClient } from '../in-process/in-process-client.js';
import { newIdempotencyKey } from './idempotency-key.js';

const MINUTE_MS = 60_000;
const REFUSED =
  /^stock[.]take is a command: .* no store with transactions[.] Keep the data of stock/;

/** Stores its goods elsewhere than in a database. */
class FileStockService extends StockService {
  constructor() {
    super({} as never);
  }
}

describe('a provider without transactions', () => {
  it('refuses commands in process', () => {
    const open = () => inProcessClient(stockContract, new FileStockService(), 'shop');
    expect(open).toThrow(StartError);
    expect(open).toThrow(REFUSED);
  });

  it('refuses commands over HTTP when the app starts', async () => {
    class FileStockModule {}
    const module = {
      module: FileStockModule,
      controllers: [contractController(stockContract, FileStockService)],
      providers: [FileStockService, { provide: CallerVerifier, useValue: {} }],
    };
    const config = readConfig([serverConfig({ port: 0 })], {});
    const starting = createServer('stock', module, config, pino({ level: 'silent' }));
    const error: unknown = await starting.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartError);
    expect((error as Error).message).toMatch(REFUSED);
  });
});

describe('commands on the embedded database', () => {
  let database: TestDatabase;
  let outcomes: DatabaseOutcomes;
  beforeAll(async () => {
    database = await openTestDataSource('stock', stockDatabase.migrations);
    outcomes = new DatabaseOutcomes(database.dataSource, 'stock');
  }, 60_000);
  afterAll(() => database.close());

  const count = async (table: string) => {
    const rows = await database.dataSource.query<unknown[]>(`SELECT FROM stock.${table}`);
    return rows.length;
  };

  it('have one effect per key, also many at once', async () => {
    const service = new StockService(database.dataSource);
    const client = inProcessClient(stockContract, service, 'shop', outcomes);
    const keys = Array.from({ length: 5 }, () => newIdempotencyKey());
    const take = (i: number) => client.take(`order ${i}`, { idempotencyKey: keys[i]! });
    const answers = await Promise.all([0, 1, 2, 3, 4, 0, 1, 2, 3, 4].map(take));
    expect(answers.slice(5)).toEqual(answers.slice(0, 5));
    expect(new Set(answers).size).toBe(5);
    await expect(count('takes')).resolves.toBe(5);
  });

  it('are deleted in steps once their keys have expired', async () => {
    await database.dataSource.query('TRUNCATE stock.commands');
    const insert = (rows: number, age: number) =>
      database.dataSource.query(
        `INSERT INTO stock.commands (caller, call, key, input_hash, created_at)
         SELECT 'shop', 'take', gen_random_uuid(), '', $1 FROM generate_series(1, $2)`,
        [new Date(Date.now() - age * MINUTE_MS), rows],
      );
    await insert(1_100, 25 * 60 + 1);
    await insert(7, 25 * 60 - 1);
    const steps = [await outcomes.sweep(), await outcomes.sweep(), await outcomes.sweep()];
    expect(steps).toEqual([true, true, false]);
    await expect(count('commands')).resolves.toBe(7);
  });
});

describe('newIdempotencyKey', () => {
  it('makes UUIDs of version 7, in the order of time', () => {
    const at = Date.UTC(2026, 10, 26);
    const keys = [newIdempotencyKey(at), newIdempotencyKey(at + 1), newIdempotencyKey(at + 9_999)];
    expect(keys).toEqual([...keys].sort());
    for (const key of keys) {
      expect(key).toMatch(/^01a2152[67]-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(newIdempotencyKey(at)).not.toBe(newIdempotencyKey(at));
  });
});
