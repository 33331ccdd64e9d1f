import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { OpenTransaction, openTransaction } from '#glue/transaction';
import { openTestDataSource, type TestDatabase } from '../../../test/support/test-database.js';
import { query } from './contract/call.js';
import type { ClientOf } from './contract/client-of.js';
import { defineContract } from './contract/define-contract.js';
import { BINDINGS } from './testing/bindings.suite.js';

const rooms = defineContract('rooms', {
  errors: {},
  calls: { free: query({ input: z.null(), output: z.boolean() }) },
});

/** Answers whether the provider runs in a transaction of its caller. */
class RoomsService {
  free = async () => openTransaction() === undefined;
}

const HERE = 'calls-in-transactions.spec.ts';
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDataSource('hotel', []);
}, 60_000);
afterAll(() => database.close());

describe.each(BINDINGS)('a call inside a transaction, %s', (_, open) => {
  let client: ClientOf<typeof rooms>;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ client, close } = await open(rooms, new RoomsService()));
  });
  afterAll(() => close());

  it('is refused, with both places', async () => {
    const checkOut = () => client.free(null);
    const error: Error = await database.dataSource
      .transaction(() => checkOut())
      .then(fail, (thrown: Error) => thrown);
    expect(error.message).toMatch(/^rooms[.]free is called inside a database transaction/);
    const [, opened, called] =
      new RegExp(`Opened at: .*${HERE}:(\\d+):.*Called at: .*${HERE}:(\\d+):`).exec(
        error.message,
      ) ?? [];
    expect(Number(opened)).toBeGreaterThan(Number(called));
  });

  it('is possible after it, also by work that was started in it', async () => {
    let later: Promise<boolean> | undefined;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    await database.dataSource.transaction(async () => {
      later = ended.then(() => client.free(null));
    });
    end();
    await expect(later).resolves.toBe(true);
    const failed = database.dataSource.transaction(() => Promise.reject(new Error('no')));
    await expect(failed).rejects.toThrow('no');
    await expect(client.free(null)).resolves.toBe(true);
  });

  it('is a warning in production, once per place, and does not join the transaction', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const place = () => `the hotel, ${_}`;
    const options = { source: database, connection: {}, place, isStrict: false };
    for (let i = 0; i < 3; i++) {
      await new OpenTransaction(options).run(async () => {
        await expect(client.free(null)).resolves.toBe(true);
        expect(openTransaction()).toBeDefined();
      });
    }
    const lines = warn.mock.calls.map(([line]) => String(line));
    warn.mockRestore();
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`Opened at: the hotel, ${_}[.] Called at: .*${HERE}`)),
    ]);
  });
});

function fail(): never {
  throw new Error('it was not refused');
}
