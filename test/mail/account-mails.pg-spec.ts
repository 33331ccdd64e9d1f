import { randomUUID } from 'node:crypto';
import {
  openAccountMails,
  passwordChanged,
} from '../../libs/auth/src/dal/typeorm/account-mails.suite.js';
import { expectProblem } from '../e2e/expect-problem.js';
import { AppProcess } from '../support/app-process.js';
import { anyEmail, send } from '../support/client.js';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import { runTool } from '../support/reconcile.js';
import { MailSystem } from './mail-system.js';

const PRODUCTION = {
  ...PRODUCTION_KEYS,
  NODE_ENV: 'production',
  TRUSTED_PROXIES: 'none',
  JWT_SECRET: 'kF3vQ9xT1mZ7bN5cR8wY2hJ6pL4sD0aG',
  PUBLIC_URL: 'https://todo.example.com',
};
const LIMIT_MS = 120_000;

interface StoredUser {
  id: number;
  email: string;
  uniqueId: string;
}

/** auth and mail in production, as two processes or one, and what auth's code puts into its outbox. */
describe('mails about accounts', () => {
  let system: MailSystem;
  let mails: Awaited<ReturnType<typeof openAccountMails>> | undefined;
  beforeEach(async () => {
    system = await MailSystem.open(PRODUCTION);
  }, LIMIT_MS);
  afterEach(async () => {
    await mails?.close();
    mails = undefined;
    await system.dispose();
  }, LIMIT_MS);

  const newUser = async (): Promise<StoredUser> => {
    const [user] = await system.query<StoredUser>(
      'auth',
      `INSERT INTO auth.users (unique_id, email, password_hash) VALUES ($1, $2, 'hash')
       RETURNING id::int, email, unique_id AS "uniqueId"`,
      [randomUUID(), anyEmail()],
    );
    return user!;
  };
  const waiting = async () => (await system.query('auth', 'SELECT FROM auth.outbox')).length;
  const readyz = async (app = system.app('auth')) => send('GET', `${app.url}/readyz`);
  /** Without the line breaks of its encoding. */
  const sourceTo = ({ email }: StoredUser) =>
    system.mailsTo(email)[0]!.source.replaceAll(/=\r?\n/g, '');

  it(
    'arrive from process to process, also if auth starts long before mail',
    async () => {
      await system.startApp('auth');
      mails = await openAccountMails(system.database('auth'));
      const [anna, bob] = [await newUser(), await newUser()];
      await mails.send(passwordChanged(anna));
      await expect(mails.send(passwordChanged(bob), true)).rejects.toThrow('the change fails');

      // Its own check, and nothing else, says that mail does not answer.
      const { status, text } = await readyz();
      expect([status, text]).toEqual([
        200,
        expect.stringMatching(/"mail":"The mail service is un/),
      ]);
      const { folder, env } = system;
      const ofAuth = { folder, env: { ...env, AUTH_API_URL: '' } };
      const { output } = await runTool(ofAuth, 'outbox', 'list', 'auth');
      expect(output).toMatch(/^auth to mail: 1 waiting/m);
      expect(output).not.toContain(anna.email);

      await system.startApp('mail');
      await system.arrival(anna.email);
      expect(sourceTo(anna)).toContain(
        'Wenn Sie das nicht waren, <a href=3D"https://todo.example.com/',
      );
      await system.until('auth to know it', async () => (await waiting()) === 0);
      await system.until('mail to be ready', async () =>
        (await readyz()).text.includes('"mail":"ok"'),
      );
      expect(system.mailsTo(bob.email)).toEqual([]);
      expect(system.app('auth').log).not.toContain(anna.email);
    },
    LIMIT_MS,
  );

  it(
    'are removed with their user, while mail is unavailable',
    async () => {
      await system.startApp('auth');
      mails = await openAccountMails(system.database('auth'));
      const user = await newUser();
      await mails.send(passwordChanged(user));
      expect(await waiting()).toBe(1);
      await system.query(
        'auth',
        `WITH gone AS (DELETE FROM auth.users WHERE id = $1 RETURNING id, unique_id)
         INSERT INTO auth.events (event_id, type, data)
         SELECT gen_random_uuid(), 'user.deleted', json_build_object('userId', id, 'uniqueId', unique_id)
         FROM gone`,
        [user.id],
      );
      await system.until('the command to be removed', async () => (await waiting()) === 0);
    },
    LIMIT_MS,
  );

  it(
    'arrive within one process',
    async () => {
      const app = await AppProcess.start('monolith', system.folder, system.env);
      try {
        mails = await openAccountMails(system.database('auth'));
        const user = await newUser();
        await mails.send(passwordChanged(user));
        await system.arrival(user.email);
        expect(sourceTo(user)).toContain('192.0.2.7');
        await system.until('auth to know it', async () => (await waiting()) === 0);
      } finally {
        await app.stop();
      }
    },
    LIMIT_MS,
  );

  it(
    'are not needed: auth runs in production without mail, and without PUBLIC_URL, but no link or passkey is of localhost',
    async () => {
      delete system.env['PUBLIC_URL'];
      const app = await AppProcess.start('auth', system.folder, system.env);
      try {
        const { status, text } = await readyz(app);
        expect([status, text]).toEqual([200, expect.not.stringContaining('"mail"')]);
        const options = `${app.url}/api/v2/account/sessions/passkey-options`;
        expectProblem(await send('POST', options, { json: {} }), 'passkeys_off');
        // Alone, too: with mail beside it, the tool asks for PUBLIC_URL as servers do.
        const env = { ...system.env, AUTH_API_URL: '', CONTEXTS: 'auth' };
        const invited = await runTool(
          { folder: system.folder, env },
          'admin',
          'invite',
          anyEmail(),
        );
        expect([invited.code, invited.output]).toEqual([1, expect.stringMatching(/^links_off: /m)]);
      } finally {
        expect(await app.stop()).toBe(0);
      }
    },
    LIMIT_MS,
  );

  it.each([
    ['auth', { MAIL_API_URL: 'http://127.0.0.1:1' }],
    ['monolith', {}],
  ])(
    'need PUBLIC_URL in production: %s does not start without it',
    async (app, more) => {
      const env = { ...system.env, PUBLIC_URL: '', ...more };
      const { code, output } = await AppProcess.fail(app, system.folder, env);
      expect([code, output]).toEqual([
        1,
        expect.stringMatching(/PUBLIC_URL: is required .* Set it/),
      ]);
    },
    LIMIT_MS,
  );
});
