import { anyEmail, send } from '../support/client.js';
import { dump } from '../support/dump.js';
import { PASSWORD } from '../support/person.js';
import { type Mailed, MailedAccounts } from './mailed-accounts.js';
import { MailSystem } from './mail-system.js';

const NEXT = 'another-passphrase-of-tests';
const CONFIRM = 'confirm-email';
const UNDO = 'undo-email-change';
const RESET = 'reset-password';
const LIMIT_MS = 120_000;

/** Changes of emails, with auth and mail as two processes and a real mail server. */
describe('a change of an email', () => {
  let system: MailSystem;
  const people = new MailedAccounts(() => system);
  beforeAll(async () => {
    system = await MailSystem.start();
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  /** The token of a link to a new address, that nothing was done with. */
  const asked = async (user: Mailed, email = anyEmail()) => {
    expect((await people.requestChange(user, email)).status).toBe(202);
    return { email, token: await people.tokenTo(email, CONFIRM) };
  };
  const resets = (token: string) =>
    people.v2('POST', 'password-resets/complete', { token, new_password: NEXT });
  /** Makes what was to end in 7 days have ended. */
  const wait7Days = async (email: string) => {
    const user = '(SELECT id FROM auth.users WHERE email = $1)';
    const since = "interval '7 days'";
    const tables = [
      `UPDATE auth.reserved_emails SET until = until - ${since} WHERE user_id = ${user}`,
      `UPDATE auth.mail_links SET expires_at = expires_at - ${since} WHERE user_id = ${user}`,
    ];
    for (const sql of tables) await system.query('auth', sql, [email]);
  };

  it('is confirmed at the new address by its user, and told to the former one', async () => {
    const user = await people.proven();
    const to = anyEmail();
    const wrong = await people.requestChange(user, to, 'wrong');
    expect(wrong.body.code).toBe('invalid_credentials');
    const same = await people.requestChange(user, user.email);
    expect(same).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const { token } = await asked(user, to);
    expect((await people.v2('GET', `email-confirmations/complete?token=${token}`)).status).toBe(
      405,
    );
    expect(await people.emailOf(user.token)).toBe(user.email);
    for (const proof of [{}, { new_password: NEXT }]) {
      expect((await people.complete(token, proof)).body.code).toBe('proof_required');
    }
    expect((await people.complete(token, { password: 'wrong' })).status).toBe(401);
    expect((await people.complete(token, { password: PASSWORD })).status).toBe(204);
    expect(await people.emailOf(user.token)).toBe(to);
    expect((await people.complete(token, { password: PASSWORD })).status).toBe(410);
    expect((await people.logIn(user.email)).status).toBe(401);
    expect((await people.logIn(to)).status).toBe(200);
    await people.tokenTo(user.email, UNDO);
    const [notice] = people.linksTo(user.email, UNDO);
    expect(notice).not.toContain(to);
    expect(notice).toMatch(/^Subject: Your email address .* was changed/m);
  });

  it('is not confirmed by a stranger at the new address', async () => {
    const [user, stranger] = [await people.proven(), await people.newUser()];
    const { token } = await asked(user);
    const { body } = await people.complete(token, { password: PASSWORD }, stranger.token);
    // The password of this test is that of all.
    expect(body).toBeUndefined();
    const second = await asked(user);
    const refused = await people.complete(second.token, { password: NEXT }, stranger.token);
    expect(refused.body.code).toBe('invalid_credentials');
    expect((await people.complete(second.token, {}, stranger.token)).status).toBe(403);
  });

  it('to an address that is taken is refused at its end only', async () => {
    const [user, other] = [await people.proven(), await people.proven()];
    expect((await people.requestChange(user, other.email)).status).toBe(202);
    const token = await people.tokenTo(other.email, CONFIRM, 2);
    const answer = await people.complete(token, {}, user.token);
    expect(answer).toMatchObject({ status: 409, body: { code: 'email_taken' } });
    expect(await people.emailOf(user.token)).toBe(user.email);
    expect(await people.emailOf(other.token)).toBe(other.email);
  });

  it('is undone by the former address: all ends, and a mail has a link to a new password', async () => {
    const user = await people.proven();
    const [other, script] = [
      (await people.logIn(user.email)).body,
      await people.script(user.token),
    ];
    const to = await people.change(user);
    const thief = { ...user, email: to };
    const pending = await asked(thief);
    const token = await people.tokenTo(user.email, UNDO);
    expect((await people.v2('GET', `email-confirmations/undo?token=${token}`)).status).toBe(405);
    expect(await people.emailOf(user.token)).toBe(to);
    expect((await people.undo(token)).status).toBe(204);
    for (const session of [user.token, other]) expect(await people.isActive(session)).toBe(false);
    for (const email of [user.email, to]) {
      expect((await people.logIn(email)).body.code).toBe('invalid_credentials');
    }
    expect((await people.undo(token)).status).toBe(410);
    expect((await people.complete(pending.token, { password: PASSWORD })).status).toBe(410);
    expect((await resets(await people.tokenTo(user.email, RESET))).status).toBe(204);
    const { body: session } = await people.logIn(user.email, NEXT);
    expect(await people.emailOf(session)).toBe(user.email);
    expect(await people.isScript(script)).toBe(false);
    expect((await people.register(to)).status).toBe(201);
    for (const event of ['email_change_requested', 'email_changed', 'email_restored']) {
      expect(system.app('auth').log).toContain(`"event":"${event}"`);
    }
  });

  it('keeps the former address for its user for 7 days', async () => {
    const [user, other] = [await people.proven(), await people.proven()];
    const to = await people.change(user);
    const undo = await people.tokenTo(user.email, UNDO);
    const taken = await people.register(other.email);
    const reserved = await people.register(user.email);
    const shown = ({ status, body }: typeof taken) => ({ status, ...body, request_id: undefined });
    expect(taken.body.code).toBe('email_taken');
    expect(shown(reserved)).toEqual(shown(taken));
    await people.requestChange(other, user.email);
    const token = await people.tokenTo(user.email, CONFIRM, 2);
    expect((await people.complete(token, {}, other.token)).body.code).toBe('email_taken');
    await wait7Days(to);
    expect((await people.undo(undo)).body.code).toBe('link_invalid');
    expect((await people.complete(token, {}, other.token)).status).toBe(204);
    expect(await people.emailOf(other.token)).toBe(user.email);
    expect(await people.emailOf(user.token)).toBe(to);
  });

  it('leaves an address that was never proven without a link, and free', async () => {
    const user = await people.newUser();
    await people.change(user);
    expect((await people.register(user.email)).status).toBe(201);
    await people.untilSent();
    expect(people.linksTo(user.email, UNDO)).toEqual([]);
  });

  it('after another one is undone from the first address on', async () => {
    const user = await people.proven();
    const second = await people.change(user);
    const third = await people.change(user);
    const [first, later] = [
      await people.tokenTo(user.email, UNDO),
      await people.tokenTo(second, UNDO),
    ];
    expect((await people.undo(later)).status).toBe(204);
    expect((await people.undo(later)).status).toBe(410);
    expect((await people.register(user.email)).body.code).toBe('email_taken');
    expect((await people.undo(first)).status).toBe(204);
    await resets(await people.tokenTo(user.email, RESET));
    expect(await people.emailOf((await people.logIn(user.email, NEXT)).body)).toBe(user.email);
    expect((await people.register(third)).status).toBe(201);
  });

  it('back to the former address cannot be undone by the one between', async () => {
    const user = await people.proven();
    const theirs = await people.change(user);
    await people.requestChange(user, user.email);
    const token = await people.tokenTo(user.email, CONFIRM, 2);
    expect((await people.complete(token, {}, user.token)).status).toBe(204);
    await people.untilSent();
    expect(people.linksTo(theirs, UNDO)).toEqual([]);
    expect((await people.undo(await people.tokenTo(user.email, UNDO))).status).toBe(410);
    expect(await people.emailOf(user.token)).toBe(user.email);
  });

  it('ends with the account', async () => {
    const user = await people.proven();
    const to = await people.change(user);
    const [undo, pending] = [await people.tokenTo(user.email, UNDO), await asked(user)];
    await system.deleteUser(to);
    expect((await people.undo(undo)).status).toBe(410);
    expect((await people.complete(pending.token, { password: PASSWORD })).status).toBe(410);
    expect((await people.register(user.email)).status).toBe(201);
  });

  describe('at the same time as', () => {
    const statusesOf = async (all: Promise<{ status: number }>[]) =>
      (await Promise.all(all)).map(({ status }) => status);

    it('itself happens once', async () => {
      const user = await people.proven();
      const { token, email } = await asked(user);
      const twice = [1, 2, 3].map(() => people.complete(token, {}, user.token));
      expect((await statusesOf(twice)).sort()).toEqual([204, 410, 410]);
      expect(await people.emailOf(user.token)).toBe(email);
      await people.tokenTo(user.email, UNDO);
      await people.untilSent();
      expect(people.linksTo(user.email, UNDO)).toHaveLength(1);
    });

    it('a change of another user to the same address: one has it', async () => {
      const users = [await people.proven(), await people.proven(), await people.proven()];
      const wanted = anyEmail();
      for (const user of users) await people.requestChange(user, wanted);
      const tokens = await people.tokensTo(wanted, CONFIRM, 3);
      // A mail does not tell whose account it is about: each tries each.
      const all = users.flatMap((user) =>
        tokens.map((token) => people.complete(token, {}, user.token)),
      );
      const statuses = await statusesOf([...all, people.register(wanted)]);
      expect(statuses.filter((status) => status === 204 || status === 201)).toHaveLength(1);
      expect(new Set(statuses)).toEqual(
        new Set([...statuses.filter((status) => [201, 204, 403, 409, 410].includes(status))]),
      );
    });

    it('two users who swap their addresses: no deadlock', async () => {
      const users = [await people.proven(), await people.proven()];
      const [one, other] = users as [Mailed, Mailed];
      await people.requestChange(one, other.email);
      await people.requestChange(other, one.email);
      const [ones, others] = [
        await people.tokenTo(other.email, CONFIRM, 2),
        await people.tokenTo(one.email, CONFIRM, 2),
      ];
      const swaps = [
        people.complete(ones, {}, one.token),
        people.complete(others, {}, other.token),
      ];
      expect(await statusesOf(swaps)).toEqual([409, 409]);
    });

    it('a reset of the password: one is done, or first the change', async () => {
      for (let round = 0; round < 4; round++) {
        const user = await people.proven();
        const { token, email } = await asked(user);
        await people.v2('POST', 'password-resets', { email: user.email });
        const reset = await people.tokenTo(user.email, RESET);
        const [change, resetting] = await Promise.all([
          people.complete(token, {}, user.token),
          resets(reset),
        ]);
        // 403: the reset has ended the session that proves the user, between two steps of the change.
        expect(['204,410', '204,403']).toContain([change.status, resetting.status].sort().join());
        const [now, password] = change.status === 204 ? [email, PASSWORD] : [user.email, NEXT];
        expect((await people.logIn(now, password)).status).toBe(200);
      }
    });

    it('an undo: the former address has the account', async () => {
      for (let round = 0; round < 4; round++) {
        const user = await people.proven();
        await people.change(user);
        const undo = await people.tokenTo(user.email, UNDO);
        const next = await asked(user);
        const [undone, changed] = await Promise.all([
          people.undo(undo),
          people.complete(next.token, {}, user.token),
        ]);
        expect(undone.status).toBe(204);
        // 403: the undo has ended the session that proves the user, who would need the password.
        expect([204, 403, 410]).toContain(changed.status);
        expect(await people.isActive(user.token)).toBe(false);
        await resets(await people.tokenTo(user.email, RESET));
        const { body } = await people.logIn(user.email, NEXT);
        expect(await people.emailOf(body)).toBe(user.email);
        expect((await people.register(next.email)).status).toBe(201);
      }
    });

    it('a deletion, a reset, an undo and another change: no deadlock, nothing half done', async () => {
      for (let round = 0; round < 3; round++) {
        const user = await people.proven();
        const to = await people.change(user);
        const undo = await people.tokenTo(user.email, UNDO);
        const next = await asked(user);
        await people.v2('POST', 'password-resets', { email: to });
        const reset = await people.tokenTo(to, RESET);
        const statuses = await statusesOf([
          people.undo(undo),
          people.complete(next.token, {}, user.token),
          resets(reset),
          people.register(user.email),
          people.register(next.email),
          system.deleteUser(to).then(
            () => ({ status: 200 }),
            () => ({ status: 401 }),
          ),
        ]);
        for (const status of statuses)
          expect([200, 201, 204, 401, 403, 409, 410]).toContain(status);
      }
      expect(system.app('auth').log).not.toMatch(/deadlock|"status":500/);
    });
  });

  it('has no token in any column, while mails wait and afterwards', async () => {
    const user = await people.proven();
    system.server.admit = () => {
      throw Object.assign(new Error('try later'), { responseCode: 421 });
    };
    const to = anyEmail();
    const queued = (call: string) =>
      system.until(
        `the mail ${call} to wait`,
        async () =>
          (
            await system.query(
              'mail',
              'SELECT FROM mail.outbox WHERE call = $1 AND code IS NOT NULL',
              [call],
            )
          ).length > 0,
      );
    const dumps = async () =>
      `${await dump(system.database('auth'))}${await dump(system.database('mail'))}`;
    const told: string[] = [];
    await people.requestChange(user, to);
    await queued('email-change-confirm');
    told.push(await dumps());
    system.server.admit = () => undefined;
    const confirm = await people.tokenTo(to, CONFIRM);
    system.server.admit = () => {
      throw Object.assign(new Error('try later'), { responseCode: 421 });
    };
    await people.complete(confirm, {}, user.token);
    await queued('email-changed');
    told.push(await dumps());
    system.server.admit = () => undefined;
    const undo = await people.tokenTo(user.email, UNDO);
    told.push(await dumps());
    for (const text of told) {
      expect(text).toContain(to);
      for (const token of [confirm, undo]) expect(text).not.toContain(token);
    }
    for (const app of ['auth', 'mail'] as const) {
      for (const token of [confirm, undo]) expect(system.app(app).log).not.toContain(token);
    }
  });

  it('is refused without a session, and for what is no address', async () => {
    const user = await people.newUser();
    const url = `${system.authUrl}/api/v2/account/email`;
    const json = { email: anyEmail(), password: PASSWORD };
    expect((await send('PUT', url, { json })).status).toBe(401);
    const token = await people.script(user.token);
    expect((await send('PUT', url, { json, token })).body).toMatchObject({
      code: 'session_required',
    });
    for (const email of ['', 'x', null, 1, `${'a'.repeat(250)}@example.com`]) {
      expect((await people.requestChange(user, email as string)).status).toBe(400);
    }
    for (const password of ['', null, 1]) {
      const answer = await people.requestChange(user, anyEmail(), password as string);
      expect(answer.status).toBe(400);
    }
  });
});
