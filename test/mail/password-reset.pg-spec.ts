import { anyEmail, basic, send } from '../support/client.js';
import { dump } from '../support/dump.js';
import { PASSWORD } from '../support/person.js';
import { requestText, sendRaw } from '../support/raw-http.js';
import { mailsLinking, tokenFor, tokensFor } from './linked-tokens.js';
import { MailSystem } from './mail-system.js';

const NEXT = 'another-passphrase-of-tests';
const CHANGED = 'a-third-passphrase-of-tests';
const ROUNDS = 5;
const LIMIT_MS = 120_000;
/** Trusted as a proxy, a client may say under which address it was asked. */
const BEHIND_PROXY = { TRUSTED_PROXIES: '127.0.0.1' };
const FORGED = 'evil.example';
const NOTICE = /^Subject: Your password .* was changed/m;

/** A forgotten password, with auth and mail as two processes and a real mail server. */
describe('a password reset', () => {
  let system: MailSystem;
  beforeAll(async () => {
    system = await MailSystem.start({ env: BEHIND_PROXY });
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  const v2 = (method: string, path: string, json?: unknown, token?: string) =>
    send(method, `${system.authUrl}/api/v2/${path}`, { json, ...(token && { token }) });
  const request = (email: string) => v2('POST', 'password-resets', { email });
  const complete = (token: string, new_password: string) =>
    v2('POST', 'password-resets/complete', { token, new_password });
  const logIn = (email: string, password: string) =>
    send<string>('POST', `${system.authUrl}/api/v1/auth/login`, {
      headers: { authorization: basic(email, password) },
    });
  const newUser = async () => {
    const email = anyEmail();
    await send('POST', `${system.authUrl}/api/v1/users/create`, {
      json: { email, password: PASSWORD },
    });
    return { email, token: (await logIn(email, PASSWORD)).body };
  };
  const tokenOf = (email: string, count = 1) => tokenFor(system, email, 'reset-password', count);

  it('sets a new password by a link, once, ends all sessions and says so by mail', async () => {
    const { email, token: session } = await newUser();
    expect(await request(` ${email.toUpperCase()} `)).toMatchObject({ status: 202, text: '' });
    const token = await tokenOf(email);
    expect((await complete(token, 'short')).status).toBe(400);
    expect((await complete(token, NEXT)).status).toBe(204);
    const ended = await send('GET', `${system.authUrl}/api/v1/auth/session`, { token: session });
    expect(ended.status).toBe(401);
    expect((await logIn(email, PASSWORD)).status).toBe(401);
    expect((await logIn(email, NEXT)).status).toBe(200);
    const again = await complete(token, PASSWORD);
    expect(again).toMatchObject({ status: 410, body: { code: 'link_invalid' } });
    await system.until(
      'the notice',
      async () => system.mailsTo(email).filter(({ source }) => NOTICE.test(source)).length === 1,
    );
    expect(system.app('auth').log).not.toContain(token);
    expect(system.app('mail').log).not.toContain(token);
  });

  it('answers the same for an unknown email, and sends nothing', async () => {
    const email = anyEmail();
    const known = await request((await newUser()).email);
    const unknown = await request(email);
    const shown = ({ status, text }: typeof known) => ({ status, text });
    expect(shown(unknown)).toEqual(shown(known));
    const asked = () =>
      (system.app('auth').log.match(/"event":"password_reset_requested"(?![^\n]*"user")/g) ?? [])
        .length;
    await system.until('the request to be handled', async () => asked() > 0);
    expect(system.mailsTo(email)).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['Host', { host: FORGED }],
    ['headers of a proxy', { 'x-forwarded-host': FORGED, 'x-forwarded-port': '666' }],
    ['both', { host: FORGED, 'x-forwarded-host': FORGED, forwarded: `host=${FORGED}` }],
  ])('leads to the own address, whatever a request forges: %s', async (_what, forged) => {
    const { email } = await newUser();
    const { host, port } = new URL(system.authUrl);
    const type = { 'content-type': 'application/json', connection: 'close' };
    const headers = Object.entries({ host, 'x-forwarded-proto': 'https', ...type, ...forged });
    const body = JSON.stringify({ email });
    const text = requestText('POST', '/api/v2/password-resets', headers, body);
    expect(await sendRaw(system.authUrl, text)).toMatch(/^HTTP\/1\.1 202 /);
    await tokenOf(email);
    const [source] = mailsLinking(system, email, 'reset-password');
    const links = source!.match(/https?:[^\s"'<>]+/g)!;
    const origins = new Set(links.map((link) => new URL(link).origin));
    expect([...origins]).toEqual([`http://localhost:${port}`]);
    expect(system.mailsTo(email).map((mail) => mail.source)).not.toContainEqual(
      expect.stringContaining(FORGED),
    );
  });

  it('makes all links of the user invalid, as a change of the password does', async () => {
    const { email, token: session } = await newUser();
    for (let i = 0; i < 2; i++) await request(email);
    await tokenOf(email, 2);
    const tokens = tokensFor(system, email, 'reset-password');
    const statuses = await Promise.all(tokens.map((token) => complete(token, NEXT)));
    expect(statuses.map(({ status }) => status).sort()).toEqual([204, 410]);

    await request(email);
    const third = await tokenOf(email, 3);
    const fresh = (await logIn(email, NEXT)).body;
    const change = { current_password: NEXT, new_password: PASSWORD };
    expect((await v2('PUT', 'account/password', change, session)).status).toBe(401);
    expect((await v2('PUT', 'account/password', change, fresh)).status).toBe(204);
    expect((await complete(third, NEXT)).status).toBe(410);
    expect((await logIn(email, PASSWORD)).status).toBe(200);
  });

  it('is done, or a change of the password at the same time, but not both', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { email, token: session } = await newUser();
      await request(email);
      const token = await tokenOf(email);
      const change = { current_password: PASSWORD, new_password: CHANGED };
      const [reset, changed] = await Promise.all([
        complete(token, NEXT),
        v2('PUT', 'account/password', change, session),
      ]);
      const statuses = [reset.status, changed.status];
      expect([
        [204, 401],
        [410, 204],
      ]).toContainEqual(statuses);
      const isReset = reset.status === 204;
      expect((await logIn(email, NEXT)).status).toBe(isReset ? 200 : 401);
      expect((await logIn(email, CHANGED)).status).toBe(isReset ? 401 : 200);
    }
  });

  it('is refused with a clear error for what is no token', async () => {
    for (const token of ['', 'x', 'x'.repeat(44), 1, null]) {
      expect((await complete(token as string, NEXT)).status).toBe(400);
    }
    expect((await complete('x'.repeat(43), NEXT)).status).toBe(410);
    expect((await request('no address')).status).toBe(400);
  });

  it('has no token in any column, while its mail waits and afterwards', async () => {
    const { email } = await newUser();
    system.server.admit = () => {
      throw Object.assign(new Error('try later'), { responseCode: 421 });
    };
    await request(email);
    const queued = "SELECT FROM mail.outbox WHERE call = 'password-reset' AND code IS NOT NULL";
    await system.until(
      'the mail to wait',
      async () => (await system.query('mail', queued)).length > 0,
    );
    const dumps = async () =>
      `${await dump(system.database('auth'))}${await dump(system.database('mail'))}`;
    const waiting = await dumps();
    system.server.admit = () => undefined;
    const token = await tokenOf(email);
    expect(waiting).toContain(email);
    expect(waiting).not.toContain(token);
    expect(await dumps()).not.toContain(token);
  });
});
