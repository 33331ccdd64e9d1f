import pg from 'pg';
import { MailServer } from '../../libs/mail/src/mail-server.suite.js';
import { AppProcess } from '../support/app-process.js';
import { anyEmail, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';
import { type Storage, twoDatabases } from '../topologies/storage.js';

const USERS = 1_000;
const LIMIT_MS = 60_000;

/** An installation that had users before it had mail. */
describe(`with ${USERS} users`, () => {
  let folder: Folder;
  let storage: Storage;
  let server: MailServer;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    [folder, storage, server] = [
      await openFolder('none'),
      await twoDatabases(),
      await MailServer.start(),
    ];
    env = {
      ...storage.env,
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
      MAIL_FROM: 'no-reply@example.com',
    };
    const app = await AppProcess.start('monolith', folder.path, { ...env, CONTEXTS: 'auth,todo' });
    await app.stop();
    await inDatabase('AUTH_DB_URL', async (sql) => {
      await sql.query(
        `INSERT INTO auth.users (unique_id, email, password_hash)
         SELECT 'u-' || n, 'user-' || n || '@example.com', 'hash' FROM generate_series(1, $1) n`,
        [USERS],
      );
      await sql.query(
        `INSERT INTO auth.events (event_id, type, data)
         SELECT gen_random_uuid(), 'user.registered', json_build_object('userId', id, 'uniqueId', unique_id)
         FROM auth.users ORDER BY id`,
      );
    });
  }, 120_000);
  afterAll(async () => {
    await server.close();
    await storage.remove();
    await folder.remove();
  });

  async function inDatabase(variable: string, work: (sql: pg.Client) => Promise<void>) {
    const sql = new pg.Client({ connectionString: env[variable] });
    await sql.connect();
    await work(sql).finally(() => sql.end());
  }

  function welcomed() {
    const welcomes = server.received.filter(({ source }) => /^Subject: Welcome/m.test(source));
    return welcomes.map(({ to }) => to);
  }

  it('mail that is installed later sends none to them, and welcomes the next ones', async () => {
    const app = await AppProcess.start('monolith', folder.path, env);
    try {
      await inDatabase('MAIL_DB_URL', (sql) =>
        waitFor(
          async () => (await sql.query('SELECT FROM mail.event_cursors')).rowCount === 1,
          LIMIT_MS,
          () => 'mail to follow auth',
        ),
      );
      const email = anyEmail();
      const json = { email, password: PASSWORD };
      await send('POST', `${app.url}/api/v1/users/create`, { json });
      await waitFor(
        () => welcomed().length > 0,
        LIMIT_MS,
        () => 'a welcome',
      );
      // A new user gets a second mail, which asks to confirm the email, in any order with the welcome.
      expect(welcomed()).toEqual([email]);
      expect(new Set(server.received.map(({ to }) => to))).toEqual(new Set([email]));
    } finally {
      await app.stop();
    }
  }, 60_000);
});
