import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../../../../test/support/random.js';
import { client, EmailWorld } from '../emails/email-world.suite.js';
import { AccountSessionsService } from '../sessions/account-sessions.service.js';
import { offeredCode, resultOf } from './held-user.suite.js';
import { TotpService } from './totp.service.js';

const ROUNDS = 20;
const LOGINS = 6;
/** Within how long all begin: about as long as a login takes here, and longer. */
const SPREADS_MS = [10, 100];

/**
 * A change of a way in ends all other sessions, and a login whose password was checked before gets none
 * (docs/decisions/0107-second-factors.md): from then on no session began by the password alone.
 */
describe('the first second factor, beside logins by the password', () => {
  let world: EmailWorld;
  beforeAll(async () => {
    world = await EmailWorld.open();
  }, 60_000);
  afterAll(() => world.close());

  /** Confirms an app while the user logs in several times; resolves to how the logins have ended. */
  async function enroll(random: () => number, spreadMs: number): Promise<string[]> {
    const user = await world.proven();
    const caller = await world.session(user);
    const code = await offeredCode(world, caller);
    const confirm = () => world.get(TotpService).confirm(caller, code, client());
    const logins = Array.from({ length: LOGINS }, () => () => world.logIn(user));
    const [confirmed, ...results] = await Promise.all(
      [confirm, ...logins].map(async (work) => {
        await delay(spreadMs * random());
        return resultOf(work);
      }),
    );
    expect(confirmed).toBe('done');
    const left = await world.get(AccountSessionsService).list(caller);
    expect(left.map(({ isCurrent }) => isCurrent)).toEqual([true]);
    expect(await resultOf(() => world.logIn(user))).toBe('second_factor_required');
    return results;
  }

  it('leaves the session that has set it up, and no other', async () => {
    const random = seededRandom();
    const counts: Record<string, number> = {};
    for (let round = 0; round < ROUNDS; round++) {
      const results = await enroll(random, SPREADS_MS[round % SPREADS_MS.length]!);
      for (const result of results) counts[result] = (counts[result] ?? 0) + 1;
    }
    process.stderr.write(`${JSON.stringify(counts)}\n`);
    const {
      done,
      second_factor_required: asked = 0,
      invalid_credentials: late = 0,
      ...rest
    } = counts;
    expect(rest).toEqual({});
    expect(done).toBeGreaterThan(0);
    expect(asked + late).toBeGreaterThan(0);
  }, 60_000);
});
