/** All statements of factors, for the test of their plans. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Sealer } from '#glue/sealing';
import type { FactorsDal } from '../../../core/ports/factors/factors.dal.js';
import type { LoginChallengesDal } from '../../../core/ports/factors/login-challenges.dal.js';
import type { PasskeysDal } from '../../../core/ports/factors/passkeys.dal.js';
import type { RecoveryCodesDal } from '../../../core/ports/factors/recovery-codes.dal.js';
import type { TotpDal } from '../../../core/ports/factors/totp.dal.js';
import { TypeormFactorsDal } from './typeorm-factors.dal.js';
import { TypeormLoginChallengesDal } from './typeorm-login-challenges.dal.js';
import { TypeormPasskeysDal } from './typeorm-passkeys.dal.js';
import { TypeormRecoveryCodesDal } from './typeorm-recovery-codes.dal.js';
import { TypeormTotpDal } from './typeorm-totp.dal.js';

type MethodsOf<Dal> = Record<keyof Dal, () => Promise<unknown>>;
type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

const NOW = new Date();
const LATER = new Date(NOW.getTime() + 300_000);
const PAST = new Date(0);

/** Each user has an app, ten codes, ten passkeys and thirty logins in progress; values are as long as real ones. */
export async function seedFactors(query: Query, users: number): Promise<void> {
  const perUser = (times: number) => `FROM generate_series(1, $1::integer * ${times}) n`;
  const statements = [
    `INSERT INTO auth.totp_seeds (user_id, is_confirmed, id, sealed_seed, created_at, last_step)
     SELECT n, true, gen_random_uuid(), repeat('s', 120), now(), n ${perUser(1)}`,
    `INSERT INTO auth.recovery_codes (user_id, code_hash)
     SELECT 1 + n % $1, lpad(n::text, 43, '0') ${perUser(10)}`,
    `INSERT INTO auth.passkeys (
       id, user_id, credential_id, public_key, counter, transports, name, is_backed_up, created_at,
       last_used_at
     )
     SELECT gen_random_uuid(), 1 + n % $1, lpad(n::text, 43, '0'), decode(repeat('00', 77), 'hex'), n, '{usb}', 'name', false, now(),
       NULL ${perUser(10)}`,
    `INSERT INTO auth.used_passkey_challenges (challenge_hash, expires_at)
     SELECT lpad(n::text, 43, '0'), now() + interval '5 minutes' ${perUser(30)}`,
    `INSERT INTO auth.login_challenges (
       token_hash, user_id, generation, is_remembered, is_for_page, expires_at
     )
     SELECT lpad(n::text, 43, '0'), 1 + n % $1, 0, false, false, now() + interval '5 minutes'
     ${perUser(30)}`,
  ];
  for (const statement of statements) await query(statement, [users]);
}

/** A use of each method of each DAL of factors. */
export function factorMethods(source: DataSource) {
  return [totp(source), codes(source), passkeys(source), challenges(source), ways(source)];
}

function totp(source: DataSource) {
  // What was seeded is no sealed text: offered first, then found.
  const dal = new TypeormTotpDal(source, new Sealer('auth', [randomBytes(32)]));
  const seed = { id: randomUUID(), userId: 3, seed: randomBytes(20), createdAt: NOW };
  return {
    offer: () => dal.offer(seed),
    find: () => dal.find(3, 'offered'),
    confirm: () => dal.confirm(3, seed.id, 1),
    spend: () => dal.spend(seed.id, 2),
    remove: () => dal.remove(3),
    sweep: () => dal.sweep(PAST),
  } satisfies MethodsOf<TotpDal>;
}

function codes(source: DataSource) {
  const dal = new TypeormRecoveryCodesDal(source);
  return {
    replace: () => dal.replace(3, ['h'.repeat(43)]),
    spend: () => dal.spend(3, 'h'.repeat(43)),
    count: () => dal.count(2),
    removeOf: () => dal.removeOf(2),
  } satisfies MethodsOf<RecoveryCodesDal>;
}

function passkeys(source: DataSource) {
  const dal = new TypeormPasskeysDal(source);
  const [id, times] = [randomUUID(), { createdAt: NOW }];
  const key = { publicKey: randomBytes(77), counter: 0, transports: [], isBackedUp: false };
  const made = { id, userId: 2, credentialId: 'new', name: 'name', ...key, ...times };
  return {
    create: () => dal.create(made),
    find: () => dal.find('new'),
    listOf: () => dal.listOf(2),
    spend: () => dal.spend(id, { counter: 1, isBackedUp: false, at: NOW }),
    rename: () => dal.rename(2, id, 'other'),
    remove: () => dal.remove(2, id),
    useChallenge: () => dal.useChallenge('new', LATER),
    sweepChallenges: () => dal.sweepChallenges(PAST),
  } satisfies MethodsOf<PasskeysDal>;
}

function challenges(source: DataSource) {
  const dal = new TypeormLoginChallengesDal(source);
  const terms = { isRemembered: false, isForPage: false };
  const made = { tokenHash: 'new', userId: 2, generation: 0, expiresAt: LATER, ...terms };
  return {
    add: () => dal.add(made),
    find: () => dal.find('new'),
    isWaiting: () => dal.isWaiting(2, PAST),
    consume: () => dal.consume('new'),
    sweep: () => dal.sweep(PAST),
  } satisfies MethodsOf<LoginChallengesDal>;
}

function ways(source: DataSource) {
  const dal = new TypeormFactorsDal(source);
  return {
    waysOf: () => dal.waysOf(2),
    lock: () => dal.lock(2),
    removePassword: () => dal.removePassword(7),
    removeMadeSince: () => dal.removeMadeSince(8, PAST),
  } satisfies MethodsOf<FactorsDal>;
}
