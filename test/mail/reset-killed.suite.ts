import { PASSWORD } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import { waitFor } from '../support/wait-for.js';
import type { Storage } from '../topologies/storage.js';
import { NEXT } from './credentials.js';
import { killIn, timeOf } from './kill-in.js';
import { type Mailed, MailedAccounts } from './mailed-accounts.js';
import { MailSystem } from './mail-system.js';

const KILLS = testLength({ short: 4, long: 60 });
const LIMIT_MS = 60_000;
/** With sessions in Redis, another process ends them a few seconds later. */
const COMPLETED_WITHIN_MS = 15_000;
const NOTICE = /^Subject: Your password .* was changed/m;

/** What a reset ends, and the token of its link. */
interface Resetting extends Mailed {
  other: string;
  script: string;
  link: string;
}

/** auth crashes in the middle of resets of passwords. */
export function describeResetKilled(where: string, open: () => Promise<Storage>): void {
  describe(`${KILLS} kills of auth in the middle of resets, sessions ${where}`, () => {
    const random = seededRandom();
    let system: MailSystem;
    const people = new MailedAccounts(() => system);
    beforeAll(async () => {
      system = await MailSystem.open({}, open);
      await system.startApp('auth');
      await system.startApp('mail');
      await system.untilFollowing();
    }, LIMIT_MS);
    afterAll(() => system.dispose(), LIMIT_MS);

    async function resetting(): Promise<Resetting> {
      const user = await people.proven();
      const other = (await people.logIn(user.email)).body;
      const script = await people.script(user.token);
      await people.v2('POST', 'password-resets', { email: user.email });
      return { ...user, other, script, link: await people.tokenTo(user.email, 'reset-password') };
    }
    const reset = ({ link }: Resetting) =>
      people.v2('POST', 'password-resets/complete', { token: link, new_password: NEXT });
    const logsIn = async ({ email }: Mailed, password: string) =>
      (await people.logIn(email, password)).status === 200;
    const activeOf = async ({ token, other }: Resetting) => {
      const states = [await people.isActive(token), await people.isActive(other)];
      return states.filter(Boolean).length;
    };
    const entriesOf = async ({ email }: Mailed) => {
      const sql = `SELECT FROM auth.audit WHERE action = 'password_reset'
        AND subject = (SELECT 'user:' || id FROM auth.users WHERE email = $1)`;
      return (await system.query('auth', sql, [email])).length;
    };
    const noticesTo = async ({ email }: Mailed) => {
      await people.untilSent();
      return system.mailsTo(email).filter(({ source }) => NOTICE.test(source)).length;
    };

    /** All that a reset does has happened, once. */
    async function assertReset(user: Resetting): Promise<void> {
      expect([await logsIn(user, PASSWORD), await logsIn(user, NEXT)]).toEqual([false, true]);
      await waitFor(
        async () => (await activeOf(user)) === 0,
        COMPLETED_WITHIN_MS,
        () => 'the sessions to end',
      );
      expect(await people.isScript(user.script)).toBe(false);
      expect(await entriesOf(user)).toBe(1);
      expect(await noticesTo(user)).toBe(1);
      expect(await reset(user)).toMatchObject({ status: 410, body: { code: 'link_invalid' } });
    }

    /** Nothing has happened: all is as before, and the link is valid. */
    async function assertUnchanged(user: Resetting): Promise<void> {
      expect(await logsIn(user, PASSWORD)).toBe(true);
      expect(await activeOf(user)).toBe(2);
      expect(await people.isScript(user.script)).toBe(true);
      expect(await entriesOf(user)).toBe(0);
      expect(await noticesTo(user)).toBe(0);
      expect((await reset(user)).status).toBe(204);
    }

    it(
      'leave nothing half done',
      async () => {
        const first = await resetting();
        const ms = await timeOf(() => reset(first));
        await assertReset(first);
        let [done, unchanged] = [0, 0];
        for (let kill = 0; kill < KILLS || done === 0; kill++) {
          const user = await resetting();
          const status = await killIn(system, random, ms, () => reset(user));
          const isDone = await logsIn(user, NEXT);
          if (status === 204) expect(isDone).toBe(true);
          if (!isDone) await assertUnchanged(user);
          await assertReset(user);
          if (isDone) done++;
          else unchanged++;
        }
        process.stderr.write(`${done} passwords were reset, ${unchanged} were not\n`);
      },
      2 * LIMIT_MS + KILLS * 30_000,
    );
  });
}
