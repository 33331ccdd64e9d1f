import { createHash, randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DatabaseOutcomes } from '#glue/db';
import { ServiceError } from '#glue/errors';
import { type DataKeys, Sealer, sortedJson } from '#glue/sealing';
import { Canaries } from '../../../../test/support/canaries.js';
import { everyColumn } from '../../../../test/support/every-column.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { newIdempotencyKey } from '../commands/idempotency-key.js';
import { type OpenBindingTo } from '../testing/bindings.suite.js';
import {
  carelessContract,
  type Kept,
  openBank,
  vaultContract,
  VaultService,
} from './vault.suite.js';

const LIMIT_MS = 20_000;
const [OLD, NEW] = [randomBytes(32), randomBytes(32)];

/** The databases of a caller and of a provider. */
export interface Databases {
  shop: DataSource;
  stock: DataSource;
  close(): Promise<void>;
}

/** What is promised of the secret fields of commands, whatever the binding and the database. */
export function describeSecrets(
  where: string,
  openDatabases: () => Promise<Databases>,
  bindings: [string, OpenBindingTo][],
): void {
  describe.each(bindings)(`secret fields of a command, %s, ${where}`, (_, bind) => {
    const canaries = new Canaries();
    let databases: Databases;
    let vault: VaultService;
    let warnings: string[];
    let closing: (() => Promise<void>)[];
    beforeAll(async () => {
      databases = await openDatabases();
    }, 60_000);
    afterAll(() => databases.close());
    beforeEach(() => {
      [vault, closing, warnings] = [new VaultService(), [], []];
      jest.spyOn(Logger.prototype, 'warn').mockImplementation((text: string) => {
        warnings.push(text);
      });
    });
    afterEach(async () => {
      for (const close of closing.reverse()) await close();
      await databases.shop.query('DELETE FROM shop.outbox');
      await databases.stock.query('DELETE FROM stock.commands');
      jest.restoreAllMocks();
    });

    const secretOf = (hint: string): Kept => ({
      hint,
      box: { code: canaries.next(), size: 3 },
      pins: [canaries.next()],
    });
    /** A client of the vault, whose outcomes are sealed with some keys. */
    async function clientOf(keys: DataKeys = [OLD], contract = vaultContract) {
      const outcomes = new DatabaseOutcomes(databases.stock, 'stock', new Sealer('stock', keys));
      const { client, close } = await bind(contract, vault, 'shop', outcomes);
      closing.push(close);
      return client;
    }
    async function bankOf(client: object, keys: DataKeys = [OLD], contract = vaultContract) {
      const bank = await openBank(databases.shop, client, keys, contract);
      closing.push(bank.close);
      return bank;
    }
    const rows = () =>
      databases.shop.query<{ code: string | null }[]>('SELECT code FROM shop.outbox');
    const dumped = async () =>
      `${await everyColumn(databases.shop)}\n${await everyColumn(databases.stock)}`;
    /** The tables of the rows that tell a secret. */
    const tablesWithSecrets = async () =>
      [...new Set(canaries.foundIn(await dumped()).map((line) => line.split(' ')[0]))].sort();
    const until = (condition: () => Promise<boolean>, what: string) =>
      waitFor(condition, LIMIT_MS, () => what);
    const untilEmpty = () => until(async () => (await rows()).length === 0, 'an empty outbox');
    const untilCode = (code: string) =>
      until(async () => (await rows())[0]?.code === code, `a try that ends with ${code}`);
    const unavailable = {
      keep: () => Promise.reject(new ServiceError(vaultContract.errors.vault_unavailable)),
    };

    it('are in no column while it waits, while it is parked, and after its delivery', async () => {
      const waiting = await bankOf(unavailable);
      const kept = secretOf('a hint');
      await waiting.put(kept);
      await untilCode('vault_unavailable');
      expect(canaries.foundIn(await dumped())).toEqual([]);
      // What is not marked is there, and can be searched.
      expect(await dumped()).toContain('a hint');
      await waiting.close();
      vault.isFull = true;
      const bank = await bankOf(await clientOf());
      await databases.shop.query('UPDATE shop.outbox SET due_at = now()');
      await until(async () => (await bank.outbox.parked()).length === 1, 'a parked command');
      expect(canaries.foundIn(await dumped())).toEqual([]);
      expect(JSON.stringify(await bank.outbox.parked())).not.toContain('a hint');
      vault.isFull = false;
      await bank.outbox.retry((await bank.outbox.parked())[0]!.id);
      await untilEmpty();
      expect(vault.kept).toEqual([kept]);
      expect(await databases.stock.query('SELECT call FROM stock.commands')).toContainEqual({
        call: 'keep',
      });
      expect(canaries.foundIn(await dumped())).toEqual([]);
      expect(await dumped()).not.toContain('a hint');
    });

    it('are found in a column if they are not marked', async () => {
      const bank = await bankOf(unavailable, [OLD], carelessContract);
      await bank.put(secretOf('a hint'));
      await untilCode('vault_unavailable');
      expect(await tablesWithSecrets()).toEqual(['shop.outbox']);
      const client = await clientOf([OLD], carelessContract);
      await client.keep(secretOf('a hint'));
      expect(await tablesWithSecrets()).toEqual(['shop.outbox', 'stock.commands']);
    });

    it('may be missing', async () => {
      const bank = await bankOf(await clientOf());
      const { pins, ...kept } = secretOf('a hint');
      await bank.put(kept);
      await untilEmpty();
      expect(pins).toHaveLength(1);
      expect(vault.kept).toEqual([kept]);
    });

    it('of a result are sealed, and returned to a repetition', async () => {
      const client = await clientOf();
      const [kept, idempotencyKey] = [secretOf('a hint'), newIdempotencyKey()];
      const first = await client.keep(kept, { idempotencyKey });
      expect(first).toEqual({ box: 1, receipt: `for ${kept.box.code}` });
      expect(await client.keep(kept, { idempotencyKey })).toEqual(first);
      expect(vault.kept).toHaveLength(1);
      expect(canaries.foundIn(await everyColumn(databases.stock))).toEqual([]);
    });

    it('tell inputs apart, by a hash that has a key', async () => {
      const client = await clientOf();
      const [kept, idempotencyKey] = [secretOf('a hint'), newIdempotencyKey()];
      await client.keep(kept, { idempotencyKey });
      const other = { ...kept, pins: ['0000'] };
      await expect(client.keep(other, { idempotencyKey })).rejects.toMatchObject({
        code: 'key_reused',
      });
      const plain = createHash('sha256').update(sortedJson(kept)).digest('base64url');
      const found = await databases.stock.query<unknown[]>(
        'SELECT FROM stock.commands WHERE input_hash = $1',
        [plain],
      );
      expect(found).toEqual([]);
    });

    it('that no key opens park it, and it is delivered once the key is back', async () => {
      const before = await bankOf(unavailable);
      const kept = secretOf('a hint');
      await before.put(kept);
      await untilCode('vault_unavailable');
      await before.close();
      const client = await clientOf();
      const lost = await bankOf(client, [NEW]);
      await databases.shop.query('UPDATE shop.outbox SET due_at = now()');
      await until(async () => (await lost.outbox.parked()).length === 1, 'a parked command');
      const [parked] = await lost.outbox.parked();
      expect(parked).toMatchObject({ code: 'secrets_unreadable' });
      expect(warnings).toContainEqual(
        expect.stringMatching(
          /^vault.keep was refused \(secrets_unreadable: its key [\w-]{8} is neither DATA_KEY nor DATA_KEY_PREVIOUS\), and is parked/,
        ),
      );
      expect(vault.kept).toEqual([]);
      await lost.close();
      const rotated = await bankOf(client, [NEW, OLD]);
      await expect(rotated.outbox.retry(parked!.id)).resolves.toBe('retried');
      await untilEmpty();
      expect(vault.kept).toEqual([kept]);
    });

    it('are not opened for a row that was changed', async () => {
      const bank = await bankOf(unavailable);
      await bank.put(secretOf('a hint'));
      await untilCode('vault_unavailable');
      await databases.shop.query(
        `UPDATE shop.outbox SET due_at = now(), body = replace(body::text, 'a hint', 'another')::json`,
      );
      await untilCode('secrets_unreadable');
      expect(warnings).toContainEqual(
        expect.stringContaining('it, or the row that it belongs to, was changed'),
      );
    });

    it('of a key that is replaced: what was begun with the old one ends with the new one', async () => {
      const old = await clientOf([OLD]);
      const [kept, idempotencyKey] = [secretOf('a hint'), newIdempotencyKey()];
      const first = await old.keep(kept, { idempotencyKey });
      const rotated = await clientOf([NEW, OLD]);
      expect(await rotated.keep(kept, { idempotencyKey })).toEqual(first);
      const later = newIdempotencyKey();
      await rotated.keep(kept, { idempotencyKey: later });
      expect(await rotated.keep(kept, { idempotencyKey: later })).toMatchObject({ box: 2 });
      expect(vault.kept).toHaveLength(2);
    });

    it('of a result whose key is lost are not returned, and nothing happens twice', async () => {
      const bare = { hint: 'a hint', box: { code: '', size: 1 } };
      const lost = await clientOf([NEW]);
      const idempotencyKey = newIdempotencyKey();
      await lost.keep(bare, { idempotencyKey });
      const sealed = `UPDATE stock.commands SET outcome = replace(outcome::text, '"sealed":"v1.', '"sealed":"v1.AAAAAAAA')::json`;
      await databases.stock.query(sealed);
      await expect(lost.keep(bare, { idempotencyKey })).rejects.toMatchObject({
        code: 'command_completed',
      });
      expect(vault.kept).toHaveLength(1);
    });
  });
}
