import { randomBytes, randomUUID } from 'node:crypto';
import { Sealer } from '#glue/sealing';
import { migrations } from '#migrations/auth';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { describeLoginChallengesDalContract } from '../../../core/ports/factors/login-challenges.dal.suite.js';
import { describePasskeysDalContract } from '../../../core/ports/factors/passkeys.dal.suite.js';
import { describeRecoveryCodesDalContract } from '../../../core/ports/factors/recovery-codes.dal.suite.js';
import { describeTotpDalContract } from '../../../core/ports/factors/totp.dal.suite.js';
import { TypeormFactorsDal } from './typeorm-factors.dal.js';
import { TypeormLoginChallengesDal } from './typeorm-login-challenges.dal.js';
import { TypeormPasskeysDal } from './typeorm-passkeys.dal.js';
import { TypeormRecoveryCodesDal } from './typeorm-recovery-codes.dal.js';
import { TypeormTotpDal } from './typeorm-totp.dal.js';

const KEY = randomBytes(32);

async function open() {
  const { dataSource, close } = await openTestDataSource('auth', migrations);
  await dataSource.query(
    "INSERT INTO auth.users (unique_id, email, password_hash) VALUES ('u-1', 'a', 'h'), ('u-2', 'b', 'h')",
  );
  return { dataSource, close };
}

type Source = Awaited<ReturnType<typeof open>>['dataSource'];

async function opened<Dal>(make: (source: Source) => Dal) {
  const { dataSource, close } = await open();
  return { dal: make(dataSource), close };
}

describeTotpDalContract('TypeORM', () =>
  opened((source) => new TypeormTotpDal(source, new Sealer('auth', [KEY]))),
);
describeRecoveryCodesDalContract('TypeORM', () =>
  opened((source) => new TypeormRecoveryCodesDal(source)),
);
describePasskeysDalContract('TypeORM', () => opened((source) => new TypeormPasskeysDal(source)));
describeLoginChallengesDalContract('TypeORM', () =>
  opened((source) => new TypeormLoginChallengesDal(source)),
);

describe('TypeormFactorsDal and the seal of seeds', () => {
  let database: Awaited<ReturnType<typeof open>>;
  let factors: TypeormFactorsDal;
  let totp: TypeormTotpDal;
  beforeAll(async () => {
    database = await open();
    factors = new TypeormFactorsDal(database.dataSource);
    totp = new TypeormTotpDal(database.dataSource, new Sealer('auth', [KEY]));
  }, 60_000);
  afterAll(() => database.close());

  const newSeed = (userId: number) => ({
    ...{ id: randomUUID(), userId, seed: randomBytes(20), createdAt: new Date() },
  });

  it('computes the ways in from what is stored', async () => {
    const passkeys = new TypeormPasskeysDal(database.dataSource);
    const ways = { hasPassword: true, hasTotp: false, passkeys: 0 };
    expect(await factors.waysOf(1)).toEqual(ways);
    const seed = newSeed(1);
    await totp.offer(seed);
    expect(await factors.waysOf(1)).toEqual(ways);
    await totp.confirm(1, seed.id, 1);
    expect(await factors.waysOf(1)).toEqual({ ...ways, hasTotp: true });
    const key = { publicKey: randomBytes(77), counter: 0, transports: [], isBackedUp: false };
    const named = { id: randomUUID(), userId: 1, credentialId: 'c', name: 'Key' };
    await passkeys.create({ ...named, ...key, createdAt: new Date() });
    await factors.removePassword(1);
    const expected = { hasPassword: false, hasTotp: true, passkeys: 1 };
    expect(await factors.waysOf(1)).toEqual(expected);
    expect(await factors.lock(1)).toEqual(expected);
    expect(await factors.lock(9_999)).toBeUndefined();
  });

  it('removes what was set up since a time, and all recovery codes', async () => {
    const [passkeys, codes] = [
      new TypeormPasskeysDal(database.dataSource),
      new TypeormRecoveryCodesDal(database.dataSource),
    ];
    const key = { publicKey: randomBytes(77), counter: 0, transports: [], isBackedUp: false };
    for (const [credentialId, day] of [...'12'].entries()) {
      const createdAt = new Date(`2026-01-0${day}T00:00:00Z`);
      const named = { id: randomUUID(), userId: 2, credentialId: `of 2: ${credentialId}` };
      await passkeys.create({ ...named, name: 'Key', ...key, createdAt });
    }
    await codes.replace(2, ['h'.repeat(43)]);
    expect(await factors.removeMadeSince(2, new Date('2026-01-02T00:00:00Z'))).toBe(true);
    expect(await passkeys.listOf(2)).toHaveLength(1);
    expect(await codes.count(2)).toBe(0);
    expect(await factors.removeMadeSince(2, new Date(0))).toBe(true);
    expect(await factors.removeMadeSince(2, new Date(0))).toBe(false);
    expect(await factors.waysOf(2)).toMatchObject({ hasTotp: false, passkeys: 0 });
  });

  it('stores nothing of a seed in plain text, and binds it to its row', async () => {
    const seed = newSeed(2);
    await totp.offer(seed);
    const rows = await database.dataSource.query('SELECT sealed_seed FROM auth.totp_seeds');
    const dump = JSON.stringify(rows);
    for (const encoding of ['base64url', 'hex', 'base64'] as const) {
      expect(dump).not.toContain(seed.seed.toString(encoding));
    }
    await database.dataSource.query(
      `UPDATE auth.totp_seeds SET sealed_seed = (
         SELECT sealed_seed FROM auth.totp_seeds WHERE user_id = 1 AND is_confirmed
       ) WHERE user_id = 2`,
    );
    await expect(totp.find(2, 'offered')).rejects.toMatchObject({ code: 'secrets_unreadable' });
  });

  it('seals a seed anew when it is read after a rotation of the key', async () => {
    const seed = newSeed(2);
    await totp.offer(seed);
    const next = randomBytes(32);
    const rotated = new TypeormTotpDal(database.dataSource, new Sealer('auth', [next, KEY]));
    expect(await rotated.find(2, 'offered')).toEqual(seed);
    const without = new TypeormTotpDal(database.dataSource, new Sealer('auth', [next]));
    expect(await without.find(2, 'offered')).toEqual(seed);
  });
});
