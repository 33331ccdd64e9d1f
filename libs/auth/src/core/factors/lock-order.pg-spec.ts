import { jest } from '@jest/globals';
import { seededRandom } from '../../../../../test/support/random.js';
import { waitFor } from '../../../../../test/support/wait-for.js';
import {
  client,
  EmailWorld,
  NEXT,
  PASSWORD,
  type Registered,
} from '../emails/email-world.suite.js';
import { PasswordResetService } from '../passwords/password-reset.service.js';
import { Transactions } from '../ports/transactions.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { ProofsService } from '../sessions/proofs.service.js';
import { FactorsService } from './factors.service.js';
import { SecondStepService } from './second-step.service.js';

const LIMIT_MS = 10_000;
/** What belongs to a user, and is locked after it. */
const TABLES = ['recovery_codes', 'passkeys', 'login_challenges'];
const WAITING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** A user with a session, and recovery codes. */
interface Ada extends Registered {
  caller: Caller;
  codes: string[];
}

/**
 * The user is locked before what belongs to it. Otherwise two transactions wait for each other, until
 * PostgreSQL ends one of them after a second.
 */
describe('locks of a user and of second factors', () => {
  let world: EmailWorld;
  beforeAll(async () => {
    world = await EmailWorld.open();
  }, 60_000);
  afterAll(() => world.close());

  async function ada(isProven = true): Promise<Ada> {
    const user = await (isProven ? world.proven() : world.register());
    const caller = await world.session(user);
    return { ...user, caller, codes: await world.recoveryCodes(user) };
  }
  const challenge = async (user: Ada) => {
    const error: unknown = await world.logIn(user).catch((reason: unknown) => reason);
    return (error as { continuation: string }).continuation;
  };
  const logIn = async (user: Ada, code: string) => {
    const token = await challenge(user);
    const given = { kind: 'recovery-code', code } as const;
    return () => world.get(SecondStepService).complete(token, given, client());
  };
  const prove = async (user: Ada, code: string) => () => {
    const factor = { kind: 'recovery-code', code } as const;
    const given = { password: PASSWORD, factor };
    return world.get(ProofsService).renew(user.caller, given, client());
  };
  const renewCodes = (user: Ada) =>
    world.get(FactorsService).renewRecoveryCodes(user.caller, client());

  /** Begins work while another transaction holds the user; it must hold nothing else of it while it waits. */
  async function assertWaitsFirst(user: Ada, lock: string, work: () => Promise<unknown>) {
    const runner = world.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`SELECT FROM auth.users WHERE id = $1 ${lock}`, [user.id]);
    const done = work();
    // Not in the transaction of the runner, which sees no connections that are opened later.
    await waitFor(
      async () => (await world.dataSource.query<unknown[]>(WAITING)).length > 0,
      LIMIT_MS,
      () => 'the other transaction to wait',
    );
    for (const table of TABLES) {
      await runner.query(`SELECT FROM auth.${table} WHERE user_id = $1 FOR UPDATE NOWAIT`, [
        user.id,
      ]);
    }
    await runner.commitTransaction();
    await runner.release();
    await done;
  }

  it.each([
    ['login', logIn],
    ['proof', prove],
  ])('a %s waits for a change of factors before it uses one up', async (_, begin) => {
    const user = await ada();
    await assertWaitsFirst(user, 'FOR UPDATE', await begin(user, user.codes[0]!));
  });

  it.each([
    [
      'reset',
      async (user: Ada) => {
        await world.get(PasswordResetService).request(user.email, client());
        await world.later();
        const token = world.tokenTo(user.email, 'password-reset');
        return () => world.get(PasswordResetService).complete(token, NEXT, client());
      },
    ],
    [
      'confirmation',
      async (user: Ada) => {
        const token = world.tokenTo(user.email, 'email-confirm');
        return () => world.complete(token, { newPassword: NEXT });
      },
    ],
  ])('a first proof by a %s waits for a login before it removes factors', async (_, begin) => {
    const user = await ada(false);
    await assertWaitsFirst(user, 'FOR KEY SHARE', await begin(user));
  });

  it('never cross, whatever happens at the same time', async () => {
    const random = seededRandom();
    let [begun, runs] = [0, 0];
    const transactions = world.get<Transactions>(Transactions);
    const original = transactions.transaction.bind(transactions);
    jest.spyOn(transactions, 'transaction').mockImplementation((what, work) => {
      begun++;
      return original(what, () => {
        runs++;
        return work();
      });
    });
    for (let round = 0; round < 15; round++) {
      const user = await ada();
      const [first, second, third] = user.codes as [string, string, string];
      const works = [
        await logIn(user, first),
        await logIn(user, second),
        await prove(user, third),
        () => renewCodes(user),
      ];
      const order = works.map((work) => ({ work, at: random() })).sort((a, b) => a.at - b.at);
      await Promise.allSettled(order.map(({ work }) => work()));
    }
    // A transaction that PostgreSQL ends is run once more.
    expect(runs - begun).toBe(0);
    jest.restoreAllMocks();
  }, 120_000);
});
