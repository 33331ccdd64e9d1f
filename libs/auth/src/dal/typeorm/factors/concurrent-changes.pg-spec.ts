import { randomBytes, randomUUID } from 'node:crypto';
import { StatementRunner } from '#glue/db';
import { Sealer } from '#glue/sealing';
import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { mayRemove } from '../../../core/factors/ways-in.js';
import { TypeormFactorsDal } from './typeorm-factors.dal.js';
import { TypeormPasskeysDal } from './typeorm-passkeys.dal.js';
import { TypeormRecoveryCodesDal } from './typeorm-recovery-codes.dal.js';
import { TypeormTotpDal } from './typeorm-totp.dal.js';

/** On a PostgreSQL server, where transactions really run concurrently. */
describe('concurrent changes of factors', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    await database.dataSource.query(
      "INSERT INTO auth.users (unique_id, email, password_hash) VALUES ('u-1', 'a', NULL), ('u-2', 'b', 'h')",
    );
  }, 60_000);
  afterAll(() => database.close());

  const transaction = <T>(work: () => Promise<T>) =>
    new StatementRunner(database.dataSource).transaction('test', work);

  it('leave the last way in, however many remove one at the same time', async () => {
    const factors = new TypeormFactorsDal(database.dataSource);
    const passkeys = new TypeormPasskeysDal(database.dataSource);
    const key = { publicKey: randomBytes(77), counter: 0, transports: [], isBackedUp: false };
    const ids = Array.from({ length: 5 }, () => randomUUID());
    for (const id of ids) {
      const named = { id, userId: 1, credentialId: id, name: 'Key', createdAt: new Date() };
      await passkeys.create({ ...named, ...key });
    }
    const remove = (id: string) =>
      transaction(async () => {
        const ways = await factors.lock(1);
        if (!mayRemove('passkey', ways!)) return false;
        return passkeys.remove(1, id);
      });
    const removed = await Promise.all(ids.map(remove));
    expect(removed.filter(Boolean)).toHaveLength(4);
    expect(await factors.waysOf(1)).toMatchObject({ hasPassword: false, passkeys: 1 });
  });

  it('use a code, a step and a challenge up only if the transaction is committed', async () => {
    const codes = new TypeormRecoveryCodesDal(database.dataSource);
    const totp = new TypeormTotpDal(database.dataSource, new Sealer('auth', [randomBytes(32)]));
    const passkeys = new TypeormPasskeysDal(database.dataSource);
    const seed = { id: randomUUID(), userId: 2, seed: randomBytes(20), createdAt: new Date() };
    await totp.offer(seed);
    await totp.confirm(2, seed.id, 1);
    await codes.replace(2, ['h'.repeat(43)]);
    const spendAll = async () => [
      await codes.spend(2, 'h'.repeat(43)),
      await totp.spend(seed.id, 2),
      await passkeys.useChallenge('challenge', new Date(Date.now() + 60_000)),
    ];
    const undone = transaction(async () => {
      expect(await spendAll()).toEqual([true, true, true]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const results = await Promise.all([1, 2, 3].map(() => transaction(spendAll)));
    for (const kind of [0, 1, 2]) {
      expect(results.filter((each) => each[kind])).toHaveLength(1);
    }
  });
});
