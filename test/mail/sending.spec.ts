import { MailServer, reply } from '../../libs/mail/src/mail-server.suite.js';
import { AppProcess } from '../support/app-process.js';
import { Canaries } from '../support/canaries.js';
import { basic, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { runTool } from '../support/reconcile.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';

const LIMIT_MS = 60_000;
const LIST = ['events', 'list'] as const;

/** Not one that confirms an email. */
const isWelcome = ({ source }: { source: string }) => /^Subject: Welcome/m.test(source);

/** One process with all contexts, whose mails go to a server of the test. */
describe('mails to a server', () => {
  const canaries = new Canaries();
  const anyCanary = () => `${canaries.next()}@example.com`;
  let folder: Folder;
  let server: MailServer;
  let app: AppProcess;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    [folder, server] = [await openFolder(), await MailServer.start()];
    env = {
      LOG_LEVEL: 'trace',
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
      MAIL_FROM: 'Example <no-reply@example.com>',
    };
    app = await AppProcess.start('monolith', folder.path, env);
    await waitFor(
      async () => {
        await register(anyCanary());
        return server.received.some(isWelcome);
      },
      LIMIT_MS,
      () => 'the first welcome',
    );
  }, 60_000);
  beforeEach(() => {
    server.admit = () => undefined;
    server.treat = () => undefined;
  });
  afterAll(async () => {
    await app.stop();
    await server.close();
    await folder.remove();
  });

  async function register(email: string): Promise<void> {
    const json = { email, password: PASSWORD };
    const created = await send('POST', `${app.url}/api/v1/users/create`, { json });
    expect(created.status).toBe(201);
  }
  async function leave(email: string): Promise<void> {
    const headers = { authorization: basic(email, PASSWORD) };
    const { body: token } = await send<string>('POST', `${app.url}/api/v1/auth/login`, { headers });
    const left = await send('DELETE', `${app.url}/api/v1/users/delete`, { token, headers });
    expect(left.status).toBe(200);
  }
  const mailsTo = (email: string) =>
    server.received.filter((mail) => mail.to === email && isWelcome(mail));
  const arrival = (email: string) =>
    waitFor(
      () => mailsTo(email).length > 0,
      LIMIT_MS,
      () => `a mail to ${email}: ${app.log.slice(-2_000)}`,
    );
  const ready = async () => (await send('GET', `${app.url}/readyz`)).text;

  it('welcome a new user', async () => {
    const email = anyCanary();
    await register(email);
    await arrival(email);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('are sent again after a deferral', async () => {
    const email = anyCanary();
    let tries = 0;
    server.admit = () => {
      if (++tries === 1) throw reply(421, 'closing');
    };
    await register(email);
    await arrival(email);
    expect(mailsTo(email)).toHaveLength(1);
    expect(app.log).toMatch(/mails wait for the mail server 127.0.0.1:\d+: it answers 421/);
    const isOver = /the mail server 127.0.0.1:\d+ accepts mails again/;
    await waitFor(
      () => isOver.test(app.log),
      LIMIT_MS,
      () => 'the end of the outage in the log',
    );
  });

  it('are parked if they are refused, which holds up no other', async () => {
    const [refused, accepted] = [anyCanary(), anyCanary()];
    server.admit = (address) => {
      if (address === refused) throw reply(550, `no such user here: ${address}`);
    };
    await register(refused);
    await register(accepted);
    await arrival(accepted);
    await waitFor(
      async () => /"mail_outbox":"parked commands: 2 for mail"/.test(await ready()),
      LIMIT_MS,
      () => 'a note',
    );
    expect(app.log).toMatch(/mail.welcome was refused \(smtp_550\), and is parked: id \d+, key /);
    expect(server.received.filter(({ to }) => to === refused)).toEqual([]);
    await leave(refused);
    await waitFor(
      async () => /"mail_outbox":"ok"/.test(await ready()),
      LIMIT_MS,
      () => 'the mail to be forgotten',
    );
  });

  it('are not sent to users who have left', async () => {
    const [left, later] = [anyCanary(), anyCanary()];
    let isDown = true;
    server.admit = () => {
      if (isDown) throw reply(421);
    };
    await register(left);
    await waitFor(
      async () => /"mail_server":"[^"]*421/.test(await ready()),
      LIMIT_MS,
      () => 'the outage to be noted',
    );
    await leave(left);
    const isApplied = /^mail:auth:users: at event \d+, nothing to apply$/m;
    await waitFor(
      async () => isApplied.test((await runTool({ folder: folder.path, env }, ...LIST)).output),
      LIMIT_MS,
      () => 'the deletion to be applied',
    );
    isDown = false;
    await register(later);
    await arrival(later);
    expect(server.received.filter(({ to }) => to === left)).toEqual([]);
  });

  it('leave no address and no content in the log', async () => {
    expect(canaries.given).toBeGreaterThan(5);
    expect(canaries.foundIn(app.log)).toEqual([]);
    expect(app.log).not.toContain('Your account is ready');
  });
});
