import { anyEmail } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import { killIn, timeOf } from './kill-in.js';
import { type Mailed, MailedAccounts } from './mailed-accounts.js';
import { MailSystem } from './mail-system.js';

const KILLS = testLength({ short: 4, long: 60 });
const CONFIRM = 'confirm-email';
const UNDO = 'undo-email-change';
const RESET = 'reset-password';
const NEXT = 'another-passphrase-of-tests';
const LIMIT_MS = 60_000;

/** auth crashes in the middle of changes of emails, and of undoing them. */
describe(`${KILLS} kills of auth`, () => {
  const random = seededRandom();
  let system: MailSystem;
  const people = new MailedAccounts(() => system);
  beforeAll(async () => {
    system = await MailSystem.start();
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  const asked = async (user: Mailed) => {
    const email = anyEmail();
    await people.requestChange(user, email);
    return { email, token: await people.tokenTo(email, CONFIRM) };
  };
  const killInRequest = (ms: number, request: () => Promise<{ status: number }>) =>
    killIn(system, random, ms, request);

  it(
    'in the middle of a change leave nothing half done',
    async () => {
      const first = await people.proven();
      const link = await asked(first);
      const ms = await timeOf(() => people.complete(link.token, {}, first.token));
      let [changed, unchanged] = [0, 0];
      for (let kill = 0; kill < KILLS || changed === 0; kill++) {
        const user = await people.proven();
        const { email, token } = await asked(user);
        const status = await killInRequest(ms, () => people.complete(token, {}, user.token));
        const isChanged = (await people.emailOf(user.token)) === email;
        if (status === 204) expect(isChanged).toBe(true);
        expect((await people.logIn(isChanged ? email : user.email)).status).toBe(200);
        const again = await people.complete(token, {}, user.token);
        expect(again.status).toBe(isChanged ? 410 : 204);
        await people.tokenTo(user.email, UNDO);
        await people.untilSent();
        expect(people.linksTo(user.email, UNDO)).toHaveLength(1);
        expect((await people.register(user.email)).status).toBe(409);
        if (isChanged) changed++;
        else unchanged++;
      }
      process.stderr.write(`${changed} emails were changed, ${unchanged} were not\n`);
    },
    LIMIT_MS + KILLS * 20_000,
  );

  it(
    'in the middle of an undo leave nothing half done',
    async () => {
      const changedUser = async () => {
        const user = await people.proven();
        const to = await people.change(user);
        return { user, to, token: await people.tokenTo(user.email, UNDO) };
      };
      const first = await changedUser();
      const ms = await timeOf(() => people.undo(first.token));
      let [undone, kept] = [0, 0];
      for (let kill = 0; kill < KILLS || undone === 0; kill++) {
        const { user, to, token } = await changedUser();
        const status = await killInRequest(ms, () => people.undo(token));
        const isUndone = !(await people.isActive(user.token));
        if (status === 204) expect(isUndone).toBe(true);
        expect((await people.logIn(to, PASSWORD)).status).toBe(isUndone ? 401 : 200);
        expect((await people.undo(token)).status).toBe(isUndone ? 410 : 204);
        const json = { token: await people.tokenTo(user.email, RESET), new_password: NEXT };
        expect((await people.v2('POST', 'password-resets/complete', json)).status).toBe(204);
        expect((await people.logIn(user.email, NEXT)).status).toBe(200);
        if (isUndone) undone++;
        else kept++;
      }
      process.stderr.write(`${undone} changes were undone, ${kept} were not\n`);
    },
    LIMIT_MS + KILLS * 20_000,
  );
});
