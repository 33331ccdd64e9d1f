import { CountingAudit, DatabaseEventLog } from '#glue/db';
import { migrations } from '#migrations/auth';
import {
  recordStatements,
  type SentStatement,
  stopAutovacuum,
  TABLE_STATES,
  wholeTablesRead,
} from '../../../../../test/support/plans.js';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import type { AccessTokensDal } from '../../core/ports/access-tokens.dal.js';
import type { AdministeredUsersDal } from '../../core/ports/administration/administered-users.dal.js';
import type { InvitationsDal } from '../../core/ports/administration/invitations.dal.js';
import type { LimitCountersDal } from '../../core/ports/limit-counters.dal.js';
import type { SessionsDal } from '../../core/ports/sessions.dal.js';
import type { UsersDal } from '../../core/ports/users.dal.js';
import { TypeormAdministeredUsersDal } from './administration/typeorm-administered-users.dal.js';
import { TypeormInvitationsDal } from './administration/typeorm-invitations.dal.js';
import { sessionHousekeeping } from './sessions/session-housekeeping.js';
import { TypeormAccessTokensDal } from './typeorm-access-tokens.dal.js';
import { TypeormLimitCountersDal } from './limits/typeorm-limit-counters.dal.js';
import type { MailLinksDal } from '../../core/ports/mail-links.dal.js';
import type { AccountsDal } from '../../core/ports/accounts.dal.js';
import { TypeormAccountsDal } from './typeorm-accounts.dal.js';
import { TypeormMailLinksDal } from './typeorm-mail-links.dal.js';
import { TypeormSessionsDal } from './sessions/typeorm-sessions.dal.js';
import { TypeormUsersDal } from './typeorm-users.dal.js';
import type { ExportedAccountDal } from '../../core/ports/own-data/exported-account.dal.js';
import type { PlannedDeletionsDal } from '../../core/ports/own-data/planned-deletions.dal.js';
import { TypeormExportedAccountDal } from './own-data/typeorm-exported-account.dal.js';
import { TypeormPlannedDeletionsDal } from './own-data/typeorm-planned-deletions.dal.js';
import { factorMethods, seedFactors } from './factors/plans.suite.js';
const TABLES = [
  'users',
  'known_addresses',
  'mail_links',
  'reserved_emails',
  'audit',
  'audit_failures',
  'limit_counters',
  'sessions',
  'access_tokens',
  'invitations',
  'totp_seeds',
  'recovery_codes',
  'passkeys',
  'used_passkey_challenges',
  'login_challenges',
  'planned_deletions',
  'events',
].map((table) => `auth.${table}`);

/** The query plans at several sizes: the cost of a request must not grow with the tables. */
describe('the plans of statements of auth', () => {
  let database: Awaited<ReturnType<typeof openTestDataSource>>;
  let statements: SentStatement[];
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    await stopAutovacuum(database.dataSource, TABLES);
    await seed(10);
    statements = await recordStatements(useEveryMethod);
  }, 60_000);
  afterAll(() => database.close());

  const query = (sql: string, values: unknown[] = []) => database.dataSource.query(sql, values);

  /** Each user has ten sessions, and there are as many deleted users. */
  async function seed(users: number): Promise<void> {
    await query(`TRUNCATE ${TABLES.join(', ')} RESTART IDENTITY`);
    await query(
      `INSERT INTO auth.users (unique_id, email, password_hash)
       SELECT 'user ' || n, n || '@example.com', repeat('h', 97) FROM generate_series(1, $1::integer) n`,
      [users],
    );
    await query(
      `INSERT INTO auth.sessions (id, chain_id, user_id, created_at, last_used_at, expires_at)
       SELECT 'session ' || n, 'session ' || n, 1 + n % $1, now(), now(), now() + interval '1 hour'
       FROM generate_series(1, $1 * 10) n`,
      [users],
    );
    await query(
      `INSERT INTO auth.access_tokens (id, user_id, name, scopes, token_hash, created_at, expires_at)
       SELECT gen_random_uuid(), 1 + n % $1, 'name', '{items:read}', lpad(n::text, 43, '0'), now(),
         now() + interval '90 days'
       FROM generate_series(1, $1 * 10) n`,
      [users],
    );
    await seedFactors(query, users);
    await query(
      `INSERT INTO auth.known_addresses (user_id, address, last_login_at)
       SELECT 1 + n % $1, 'address ' || n, now() FROM generate_series(1, $1 * 20) n`,
      [users],
    );
    await query(
      `INSERT INTO auth.invitations (email, token_hash, created_by, expires_at)
       SELECT 'guest ' || n, lpad(n::text, 43, '0'), 'user 1', now() + interval '1 day'
       FROM generate_series(1, $1 * 10) n`,
      [users],
    );
    await query(
      `INSERT INTO auth.limit_counters (key, count, until)
       SELECT n, 1, now() + interval '1 hour' FROM generate_series(1, $1 * 10) n`,
      [users],
    );
    await query(
      `INSERT INTO auth.events (event_id, type, data)
       SELECT gen_random_uuid(), 'user.deleted',
         json_build_object('userId', $1 + n, 'uniqueId', 'gone ' || n)
       FROM generate_series(1, $1::integer) n`,
      [users],
    );
  }

  async function useEveryMethod(): Promise<void> {
    const { dataSource } = database;
    const users = new TypeormUsersDal(dataSource);
    const sessions = new TypeormSessionsDal(dataSource);
    const tokens = new TypeormAccessTokensDal(dataSource);
    const counters = new TypeormLimitCountersDal(dataSource);
    const events = new DatabaseEventLog(dataSource, 'auth');
    const now = new Date();
    const later = new Date(now.getTime() + 3_600_000);
    const session = (id: string) => ({
      ...{ id, chainId: id, userId: 2, createdAt: now, lastUsedAt: now, expiresAt: later },
    });
    const accounts = {
      create: () => users.create({ uniqueId: 'new', email: 'new@example.com', passwordHash: 'h' }),
      changePassword: () => users.changePassword(3, 0, 'j'),
      setPassword: () => users.setPassword(3, 'k'),
      nextGeneration: () => users.nextGeneration(3),
      holdGeneration: () => users.holdGeneration(3),
      findByEmail: () => users.findByEmail('2@example.com'),
      findForLogin: () => users.findForLogin('2@example.com', 'address 2'),
      noteLogin: () => users.noteLogin(2, 'address 2', now),
      forgetAddresses: () => users.forgetAddresses(new Date(0)),
      findByUniqueId: () => users.findByUniqueId('user 2'),
      findByIds: () => users.findByIds([2, 3]),
      continueIdsAbove: () => users.continueIdsAbove(1),
      highestId: () => users.highestId(),
      replacePasswordHash: () => users.replacePasswordHash(3, 'h', 'i'),
      delete: () => users.delete(4),
      deletionsOf: () => users.deletionsOf([12, 13]),
    } satisfies Record<keyof UsersDal, () => Promise<unknown>>;
    const open = {
      create: () => sessions.create(session('new')),
      listOf: () => sessions.listOf(2),
      current: () => sessions.current('session 2'),
      endEarlier: () => sessions.endEarlier(6, 1, 'session 6'),
      find: () => sessions.find('session 2'),
      check: () => sessions.check('session 2'),
      touch: () => sessions.touch('session 2', now, later),
      replace: () => sessions.replace('session 2', session('next'), { keepReplacedMs: 10_500 }),
      endChain: () => sessions.endChain('session 3'),
      endAllOf: () => sessions.endAllOf(5),
    } satisfies Record<Exclude<keyof SessionsDal, 'isTransactional'>, () => Promise<unknown>>;
    const counted = {
      read: () => counters.read([2, 3], now),
      add: () =>
        counters.add(
          [2, 20_000].map((key) => ({ key, by: 1, until: later })),
          now,
        ),
      sweep: () => counters.sweep(new Date(0)),
    } satisfies Record<keyof LimitCountersDal, () => Promise<unknown>>;
    const audit = new CountingAudit(dataSource, 'auth');
    const entry = { subject: 'user:2', actor: 'u', action: 'login' };
    const ofAccounts = new TypeormAccountsDal(dataSource);
    const change = { id: 9, from: '9@example.com', to: 'n@example.com', at: now };
    const profiles = {
      find: () => ofAccounts.find(2),
      findByIds: () => ofAccounts.findByIds([2, 3]),
      lock: () => ofAccounts.lock(2),
      changeProfile: () => ofAccounts.changeProfile(2, { name: 'n' }),
      verifyEmail: () => ofAccounts.verifyEmail(2, '2@example.com', now),
      changeEmail: () => ofAccounts.changeEmail({ ...change, reservedUntil: later }),
      removePassword: () => ofAccounts.removePassword(10),
      sweep: () => ofAccounts.sweep(new Date(0)),
    } satisfies Record<keyof AccountsDal, () => Promise<unknown>>;
    const mailLinks = new TypeormMailLinksDal(dataSource);
    const link = {
      tokenHash: 'x',
      purpose: 'password-reset',
      userId: 7,
      expiresAt: later,
    } as const;
    const links = {
      add: () => mailLinks.add(link),
      find: () => mailLinks.find(['password-reset', 'email-undo'], 'x'),
      consume: () => mailLinks.consume(link),
      removeUndo: () => mailLinks.removeUndo(7, 'former@example.com', new Date(0)),
      removeOf: () => mailLinks.removeOf(7),
      sweep: () => mailLinks.sweep(new Date(0)),
    } satisfies Record<keyof MailLinksDal, () => Promise<unknown>>;
    const audited = {
      add: () => audit.add(entry),
      around: () => audit.around(entry, async () => undefined),
      list: () => audit.list('user:2', { before: 100_000, limit: 50 }),
      countFailures: () => audit.countFailures('user:2', 'login_failed', 1),
      failures: () => audit.failures('user:2', 100),
      forget: () => audit.forget('user:3'),
      erase: () => audit.erase('user:4'),
      sweep: () => audit.sweep(new Date(0)),
    } satisfies Record<keyof CountingAudit, () => Promise<unknown>>;
    const tokenId = '0d0f8c5e-6c0a-4d57-9a0d-0c1f5a6f7b21';
    const times = { createdAt: now, expiresAt: later };
    const made = { id: tokenId, userId: 2, name: 'n', scopes: ['items:read'], ...times };
    const scripted = {
      create: () => tokens.create({ ...made, tokenHash: 'h'.repeat(43) }, 50),
      listOf: () => tokens.listOf(2),
      find: () => tokens.find('h'.repeat(43)),
      touch: () => tokens.touch(tokenId, later, now),
      delete: () => tokens.delete(2, tokenId),
      deleteAllOf: () => tokens.deleteAllOf(8),
      sweep: () => tokens.sweep(new Date(0)),
    } satisfies Record<keyof AccessTokensDal, () => Promise<unknown>>;
    const administered = new TypeormAdministeredUsersDal(dataSource);
    const administration = {
      list: async () => {
        const after = { id: 2, email: '2@example.com' };
        await administered.list({ after, limit: 50 });
        await administered.list({ emailPrefix: '2', after, limit: 50 });
      },
      findByUniqueId: () => administered.findByUniqueId('user 2'),
      findByEmail: () => administered.findByEmail('2@example.com'),
      setRole: () => administered.setRole(3, 'admin'),
      administrators: () => administered.administrators(100),
      lockAdministrators: () => administered.lockAdministrators(),
      setDisabled: () => administered.setDisabled(3, now),
    } satisfies Record<keyof AdministeredUsersDal, () => Promise<unknown>>;
    const invitations = new TypeormInvitationsDal(dataSource);
    const invitation = { email: 'x', tokenHash: 'x', createdBy: 'u', expiresAt: later };
    const invited = {
      put: () => invitations.put(invitation),
      find: () => invitations.find('x'),
      consume: () => invitations.consume('x'),
      sweep: () => invitations.sweep(new Date(0)),
    } satisfies Record<keyof InvitationsDal, () => Promise<unknown>>;
    const planned = new TypeormPlannedDeletionsDal(dataSource);
    const exported = new TypeormExportedAccountDal(dataSource);
    const ownData = {
      plan: () => planned.plan(2, later),
      isPlanned: () => planned.isPlanned(2),
      takeDue: () => planned.takeDue(new Date(later.getTime() + 1)),
      cancel: () => planned.cancel(2),
      find: () => exported.find(2),
    } satisfies Record<
      keyof PlannedDeletionsDal | keyof ExportedAccountDal,
      () => Promise<unknown>
    >;
    const told = {
      first: () => events.read({ types: ['user.deleted'], limit: 5 }),
      next: () => events.read({ types: ['user.deleted'], after: { id: 3, eventId: '' }, limit: 5 }),
      end: () => events.end(),
    };
    const others = [audited, links, profiles, scripted, administration, invited, ownData, told];
    const ofFactors = factorMethods(dataSource);
    for (const methods of [...ofFactors, accounts, counted, open, ...others]) {
      for (const use of Object.values<() => Promise<unknown>>(methods)) await use();
    }
    for (const step of sessionHousekeeping(dataSource, 10_500)) await step();
  }

  it.each(TABLE_STATES)('never scan a whole table ($name)', async ({ users, isAnalyzed }) => {
    await seed(users);
    if (isAnalyzed) await query(`ANALYZE ${TABLES.join(', ')}`);
    expect(statements.length).toBeGreaterThan(15);
    expect(await wholeTablesRead(database.dataSource, statements)).toEqual([]);
  });
});
