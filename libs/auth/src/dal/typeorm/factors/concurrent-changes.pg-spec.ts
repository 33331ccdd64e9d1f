import { randomBytes, randomUUID } from 'node:crypto';
import { StatementRunner } from '#glue/db';
import { Sealer } from '#glue/sealing';
import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { TypeormPasskeysDal } from './typeorm-passkeys.dal.js';
import { TypeormRecoveryCodesDal } from './typeorm-recovery-codes.dal.js';
import { TypeormTotpDal } from './typeorm-totp.dal.js';

/** On a PostgreSQL server, where transactions really run concurrently. */
describe('concurrent uses of factors', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    await database.dataSource.query(
      "INSERT INTO auth.users (unique_id, email, password_hash) VALUES ('u-1', 'a', 'h')",
    );
  }, 60_000);
  afterAll(() => database.close());

  const transaction = <T>(work: () => Promise<T>) =>
    new StatementRunner(database.dataSource).transaction('test', work);

  it('use a code, a step and a challenge up only if the transaction is committed', async () => {
    const codes = new TypeormRecoveryCodesDal(database.dataSource);
    const totp = new TypeormTotpDal(database.dataSource, new Sealer('auth', [randomBytes(32)]));
    const passkeys = new TypeormPasskeysDal(database.dataSource);
    const seed = { id: randomUUID(), userId: 1, seed: randomBytes(20), createdAt: new Date() };
    await totp.offer(seed);
    await totp.confirm(1, seed.id, 1);
    await codes.replace(1, ['h'.repeat(43)]);
    const spendAll = async () => [
      await codes.spend(1, 'h'.repeat(43)),
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
