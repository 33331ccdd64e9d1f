import pg from 'pg';
import { MailServer } from '../../libs/mail/src/mail-server.suite.js';
import { AppProcess } from '../support/app-process.js';
import { anyEmail, send } from '../support/client.js';
import { Person } from '../support/person.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';
import { CONFIRMED } from './reminded-person.js';

const LIMIT_MS = 90_000;
const INVITATION = /^Subject: .*(?:wants to|=\?UTF-8)/im;

/** All contexts in one process, whose mails go to a server of the test. */
describe('mails about invitations', () => {
  let database: TestDatabase;
  let sql: pg.Client;
  let folder: Folder;
  let server: MailServer;
  let app: AppProcess;
  beforeAll(async () => {
    [database, folder] = [await createDatabase(), await openFolder('none')];
    server = await MailServer.start();
    sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    app = await AppProcess.start('monolith', folder.path, {
      AUTH_DB_URL: database.url,
      TO_DO_DB_URL: database.url,
      MAIL_DB_URL: database.url,
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
      MAIL_FROM: 'no-reply@example.com',
      PUBLIC_URL: 'https://todo.example.com',
    });
  }, LIMIT_MS);
  afterAll(async () => {
    await app.stop();
    await sql.end();
    await server.close();
    await folder.remove();
    await database.drop();
  });

  const arriveUnconfirmed = () => Person.arrive({ authUrl: app.url, todoUrl: app.url });
  async function arrive(): Promise<Person> {
    const person = await arriveUnconfirmed();
    await sql.query(CONFIRMED, [person.email]);
    return person;
  }
  const invite = async (owner: Person, ...emails: string[]) => {
    const item = await owner.createItem('a secret of the owner');
    for (const email of emails) expect((await owner.invite(item, email)).status).toBe(202);
  };
  const mailsTo = (email: string) =>
    server.received.filter((mail) => mail.to === email && INVITATION.test(mail.source));
  const mailed = async (email: string) => {
    const what = () => `an invitation to ${email}: ${app.log.slice(-2_000)}`;
    await waitFor(() => mailsTo(email).length > 0, LIMIT_MS, what);
    return mailsTo(email)[0]!.source;
  };
  const untilSettled = () =>
    waitFor(
      async () => {
        const queued = 'SELECT FROM todo.outbox UNION ALL SELECT FROM mail.outbox';
        return (await sql.query(queued)).rowCount === 0;
      },
      LIMIT_MS,
      () => 'all mails to be sent',
    );

  it(
    'are sent to people with and without an account, once a day, with neither token nor title',
    async () => {
      const [owner, guest, unknown] = [await arrive(), await arrive(), anyEmail()];
      await send('PATCH', `${app.url}/api/v2/account`, {
        ...{ token: guest.token, json: { locale: 'de-AT' } },
      });
      await invite(owner, guest.email, unknown);
      const [toGuest, toUnknown] = [await mailed(guest.email), await mailed(unknown)];
      expect(toGuest).toContain('anmelden oder registrieren');
      expect(toUnknown).toMatch(/^Subject: .*wants to/m);
      for (const source of [toGuest, toUnknown]) {
        expect(source).toContain(owner.email);
        expect(source).toContain('https://todo.example.com/');
        expect(source).not.toMatch(/token|secret of the owner/);
      }
      await invite(owner, guest.email, unknown);
      await untilSettled();
      // What mail stores of the owner does not tell to whom a mail was sent.
      const mailsOf = async ({ token }: Person) => {
        const exported = await send<{ mails: object[] }>('GET', `${app.url}/api/v2/mails/export`, {
          token,
        });
        return exported.body.mails.length;
      };
      expect(await mailsOf(owner)).toBe(await mailsOf(guest));
      for (const email of [guest.email, unknown]) expect(mailsTo(email)).toHaveLength(1);
    },
    LIMIT_MS * 2,
  );

  it(
    'are not sent for a sender who has not confirmed their email, nor to who has blocked the sender',
    async () => {
      const [owner, guest, other] = [await arriveUnconfirmed(), await arrive(), await arrive()];
      await invite(owner, guest.email, other.email);
      await sql.query(CONFIRMED, [owner.email]);
      const { received } = (await guest.v2<{ received: { id: number }[] }>('GET', 'invitations'))
        .body;
      await guest.v2('POST', `invitations/${received[0]!.id}/decline`, { block: true });
      await sql.query("UPDATE todo.invitations SET created_at = created_at - interval '2 days'");
      await invite(owner, guest.email, other.email);
      await mailed(other.email);
      await untilSettled();
      expect(mailsTo(guest.email)).toEqual([]);
      expect(mailsTo(other.email)).toHaveLength(1);
    },
    LIMIT_MS * 2,
  );
});
