import { randomBytes } from 'node:crypto';
import { AppProcess } from '../support/app-process.js';
import { anyEmail, send } from '../support/client.js';
import { dump } from '../support/dump.js';
import { PASSWORD } from '../support/person.js';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import { waitFor } from '../support/wait-for.js';
import { MailedAccounts } from './mailed-accounts.js';
import { MailSystem } from './mail-system.js';

const NEXT = 'another-passphrase-of-tests';
const PAGE = 'confirm-email';
const LIMIT_MS = 120_000;
/** An access token may be accepted for a second. */
const REFUSED_WITHIN_MS = 5_000;

/** The proof of an email, with auth and mail as two processes and a real mail server. */
describe('the proof of an email', () => {
  let system: MailSystem;
  const people = new MailedAccounts(() => system);
  beforeAll(async () => {
    system = await MailSystem.start();
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  const request = (email: string) => people.v2('POST', 'email-confirmations', { email });
  const isVerified = async (token: string) => {
    const answer = await people.v2<{ email_verified: boolean }>('GET', 'account', undefined, token);
    return answer.body.email_verified;
  };

  it('is asked for at registration; opening the link changes nothing, a POST works once', async () => {
    const user = await people.newUser();
    const token = await people.tokenTo(user.email, PAGE);
    const [source] = people.linksTo(user.email, PAGE);
    expect(source).toMatch(/^Subject: Confirm your email address for/m);
    for (const path of ['email-confirmations/complete', 'email-confirmations/undo']) {
      const opened = await people.v2('GET', `${path}?token=${token}`);
      expect(opened.status).toBe(405);
    }
    expect(await isVerified(user.token)).toBe(false);
    expect(await people.complete(token)).toMatchObject({
      ...{ status: 403, body: { code: 'proof_required' } },
    });
    expect((await people.complete(token, { password: 'wrong' })).status).toBe(401);
    expect((await people.complete(token, {}, user.token)).status).toBe(204);
    expect(await isVerified(user.token)).toBe(true);
    const again = await people.complete(token, {}, user.token);
    expect(again).toMatchObject({ status: 410, body: { code: 'link_invalid' } });
    for (const app of ['auth', 'mail'] as const) expect(system.app(app).log).not.toContain(token);
  });

  it('takes the address from another person who registered it', async () => {
    const squatter = await people.newUser();
    const script = await people.script(squatter.token);
    const theirs = anyEmail();
    expect((await people.requestChange(squatter, theirs)).status).toBe(202);
    const pending = await people.tokenTo(theirs, PAGE);
    const token = await people.tokenTo(squatter.email, PAGE);

    expect((await people.complete(token, { new_password: 'short' })).status).toBe(400);
    expect((await people.complete(token, { new_password: NEXT })).status).toBe(204);
    expect(await people.isActive(squatter.token)).toBe(false);
    await waitFor(
      async () => !(await people.isScript(script)),
      REFUSED_WITHIN_MS,
      () => 'the access token to be refused',
    );
    expect((await people.complete(pending, { password: PASSWORD })).status).toBe(410);
    expect((await people.logIn(squatter.email)).status).toBe(401);
    expect((await people.logIn(squatter.email, NEXT)).status).toBe(200);
  });

  it('by the password ends all sessions, and by a session all others', async () => {
    const user = await people.newUser();
    const other = (await people.logIn(user.email)).body;
    const token = await people.tokenTo(user.email, PAGE);
    expect((await people.complete(token, {}, user.token)).status).toBe(204);
    expect(await people.isActive(user.token)).toBe(true);
    expect(await people.isActive(other)).toBe(false);

    const second = await people.newUser();
    const stranger = await people.newUser();
    const link = await people.tokenTo(second.email, PAGE);
    const strangers = await people.complete(link, {}, stranger.token);
    expect(strangers.body.code).toBe('proof_required');
    expect((await people.complete(link, { password: PASSWORD })).status).toBe(204);
    expect(await people.isActive(second.token)).toBe(false);
    expect((await people.logIn(second.email)).status).toBe(200);
  });

  it('is asked for again, with the same answer for unknown and for proven addresses', async () => {
    const [open, done, unknown] = [await people.newUser(), await people.proven(), anyEmail()];
    const answers = [await request(open.email), await request(done.email), await request(unknown)];
    for (const { status, text } of answers)
      expect({ status, text }).toEqual({ status: 202, text: '' });
    await people.tokenTo(open.email, PAGE, 2);
    // A process that stops does first what it has put off.
    await system.app('auth').stop();
    await system.startApp('auth');
    await people.untilSent();
    expect(people.linksTo(done.email, PAGE)).toHaveLength(1);
    expect(system.mailsTo(unknown)).toEqual([]);
  });

  it('is refused with a clear error for what is no token, no address, no password', async () => {
    for (const token of ['', 'x', 'x'.repeat(44), `${'x'.repeat(42)}.`, 1, null, {}, undefined]) {
      expect((await people.complete(token as string)).status).toBe(400);
      expect((await people.undo(token as string)).status).toBe(400);
    }
    expect((await people.complete('x'.repeat(43))).body.code).toBe('link_invalid');
    expect((await people.undo('x'.repeat(43))).body.code).toBe('link_invalid');
    for (const email of [
      '',
      'no address',
      1,
      null,
      `${'a'.repeat(250)}@example.com`,
      'a\0@b.com',
    ]) {
      expect((await request(email as string)).status).toBe(400);
    }
    const user = await people.newUser();
    const token = await people.tokenTo(user.email, PAGE);
    for (const password of ['', 1, null, 'x'.repeat(257)]) {
      const proof = { password: password as string };
      expect((await people.complete(token, proof)).status).toBe(400);
    }
    // A link is for one purpose.
    expect((await people.undo(token)).status).toBe(410);
    const reset = { token, new_password: NEXT };
    expect((await people.v2('POST', 'password-resets/complete', reset)).status).toBe(410);
    expect((await people.complete(token, {}, user.token)).status).toBe(204);
  });

  it('succeeds once of several at the same time', async () => {
    const user = await people.newUser();
    await request(user.email);
    const tokens = await people.tokensTo(user.email, PAGE, 2);
    const all = [...tokens, ...tokens].map((token) => people.complete(token, {}, user.token));
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 410, 410, 410]);
    expect(await people.isActive(user.token)).toBe(true);
  });

  it('leaves no session of a login beside it with the former password', async () => {
    for (let round = 0; round < 5; round++) {
      const squatter = await people.newUser();
      const token = await people.tokenTo(squatter.email, PAGE);
      const logins = Array.from({ length: 6 }, () => people.logIn(squatter.email));
      const [proof, ...begun] = await Promise.all([
        people.complete(token, { new_password: NEXT }),
        ...logins,
      ]);
      expect(proof.status).toBe(204);
      for (const { status, body } of begun) {
        expect([200, 401]).toContain(status);
        if (status === 200) expect(await people.isActive(body)).toBe(false);
      }
    }
  });

  it('leaves no access token that was made beside it', async () => {
    for (let round = 0; round < 5; round++) {
      const squatter = await people.newUser();
      const token = await people.tokenTo(squatter.email, PAGE);
      const [proof, ...made] = await Promise.all([
        people.complete(token, { new_password: NEXT }),
        ...Array.from({ length: 12 }, () => people.askForScript(squatter.token)),
      ]);
      expect(proof.status).toBe(204);
      for (const { status } of made) expect([201, 401]).toContain(status);
      expect(await people.scriptsOf(squatter.email)).toBe(0);
    }
  });

  it('by a reset of the password is one, too', async () => {
    const user = await people.newUser();
    const confirm = await people.tokenTo(user.email, PAGE);
    await people.v2('POST', 'password-resets', { email: user.email });
    const token = await people.tokenTo(user.email, 'reset-password');
    const reset = { token, new_password: NEXT };
    expect((await people.v2('POST', 'password-resets/complete', reset)).status).toBe(204);
    expect(await isVerified((await people.logIn(user.email, NEXT)).body)).toBe(true);
    expect((await people.complete(confirm, { password: NEXT })).status).toBe(410);
  });

  it('ends with the account', async () => {
    const user = await people.newUser();
    const token = await people.tokenTo(user.email, PAGE);
    await system.deleteUser(user.email);
    expect((await people.complete(token, { new_password: NEXT })).status).toBe(410);
  });

  it('has no token in any column, while its mail waits and afterwards', async () => {
    system.server.admit = () => {
      throw Object.assign(new Error('try later'), { responseCode: 421 });
    };
    const email = anyEmail();
    await people.register(email);
    const queued = "SELECT FROM mail.outbox WHERE call = 'email-confirm' AND code IS NOT NULL";
    await system.until(
      'the mail to wait',
      async () => (await system.query('mail', queued)).length > 0,
    );
    const dumps = async () =>
      `${await dump(system.database('auth'))}${await dump(system.database('mail'))}`;
    const waiting = await dumps();
    system.server.admit = () => undefined;
    const token = await people.tokenTo(email, PAGE);
    expect(waiting).toContain(email);
    expect(waiting).not.toContain(token);
    const columns = await dumps();
    expect(columns).not.toContain(token);
    // What a dump does tell is no token.
    const words = new Set(columns.match(/(?<![\w-])[\w-]{43}(?![\w-])/g));
    expect(words.size).toBeGreaterThan(0);
    for (const word of words) {
      expect((await people.complete(word, { new_password: NEXT })).body.code).toBe('link_invalid');
    }
  });
});

describe('with LOGIN_REQUIRES_VERIFIED_EMAIL=on', () => {
  let system: MailSystem;
  const people = new MailedAccounts(() => system);
  beforeAll(async () => {
    system = await MailSystem.open({ LOGIN_REQUIRES_VERIFIED_EMAIL: 'on' });
    await system.startApp('auth');
    await system.startApp('mail');
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  it('people log in after they have proven their email, and not before', async () => {
    const email = anyEmail();
    await people.register(email);
    const json = { email, password: PASSWORD };
    const ways = [() => people.logIn(email), () => people.v2('POST', 'account/sessions', json)];
    for (const way of ways) {
      expect(await way()).toMatchObject({ status: 403, body: { code: 'email_unverified' } });
    }
    expect((await people.logIn(email, 'wrong')).body.code).toBe('invalid_credentials');
    const token = await people.tokenTo(email, PAGE);
    expect((await people.complete(token, { password: PASSWORD })).status).toBe(204);
    expect((await people.logIn(email)).status).toBe(200);
    expect((await people.v2('POST', 'account/sessions', json)).status).toBe(201);
  });

  it('auth does not start without mail, and says why; with `off` the routes answer 501', async () => {
    const env = {
      ...PRODUCTION_KEYS,
      ...{ NODE_ENV: 'production', JWT_SECRET: randomBytes(48).toString('base64') },
      ...{ PORT: '0', AUTH_DB_URL: system.database('auth'), TRUSTED_PROXIES: 'none' },
    };
    const on = { ...env, LOGIN_REQUIRES_VERIFIED_EMAIL: 'on' };
    const { code, output } = await AppProcess.fail('auth', system.folder, on);
    expect(code).toBe(1);
    expect(output).toMatch(/LOGIN_REQUIRES_VERIFIED_EMAIL is on, .* MAIL_API_URL/);
    const app = await AppProcess.start('auth', system.folder, env);
    try {
      for (const path of ['email-confirmations', 'password-resets']) {
        const url = `${app.url}/api/v2/${path}`;
        const answer = await send('POST', url, { json: { email: anyEmail() } });
        expect(answer).toMatchObject({ status: 501, body: { code: 'mails_off' } });
      }
    } finally {
      await app.stop();
    }
  });
});
