import { createHash } from 'node:crypto';
import { MailServer } from '../../libs/mail/src/mail-server.suite.js';
import { Canaries } from '../support/canaries.js';
import { Person } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { monolith } from '../topologies/monolith.js';
import { twoDatabases, withRedis } from '../topologies/storage.js';
import { SITE } from './marked-factors.js';
import { MarkedPerson } from './marked-person.js';
import { plantTrace, PLACES } from './planted-traces.js';
import { query, rowsOf, tracesIn } from './stored.js';

const START_LIMIT_MS = 120_000;
const LIMIT_MS = 60_000;
/** Where the public id of a deleted user stays: docs/privacy.md. */
const KEPT_IDS = ['auth.events', 'todo.user_refs'];

/** What has to be there before the deletion, so that its end is a finding. */
const USED = [
  'auth.access_tokens',
  'auth.audit',
  'auth.audit_failures',
  'auth.known_addresses',
  'auth.login_challenges',
  'auth.mail_links',
  'auth.passkeys',
  'auth.recovery_codes',
  'auth.reserved_emails',
  'auth.totp_seeds',
  'auth.used_passkey_challenges',
  'mail.mails',
  'todo.audit',
  'todo.invitations',
  'todo.lists',
  'todo.senders',
  'todo.to_do_items',
  'todo.user_connections',
];

/** The time since then is longer by so much. */
const AGED = {
  auth: [
    "UPDATE auth.audit SET at = at - interval '401 days'",
    "UPDATE auth.login_challenges SET expires_at = expires_at - interval '1 day'",
    "UPDATE auth.used_passkey_challenges SET expires_at = expires_at - interval '1 day'",
    "UPDATE auth.commands SET created_at = created_at - interval '2 days'",
  ],
  todo: [
    "UPDATE todo.audit SET at = at - interval '401 days'",
    "UPDATE todo.invitations SET expires_at = expires_at - interval '15 days'",
    "UPDATE todo.trash SET deleted_at = deleted_at - interval '31 days'",
  ],
  mail: [
    `UPDATE mail.mails SET accepted_at = accepted_at - interval '31 days',
       turn_at = turn_at - interval '31 days'`,
    "UPDATE mail.commands SET created_at = created_at - interval '2 days'",
  ],
};

/** In one process with all contexts, a database each, Redis and a mail server. */
describe('a person who has used everything', () => {
  let system: RunningSystem;
  let server: MailServer;
  beforeAll(async () => {
    server = await MailServer.start();
    system = await monolith('databases and Redis', withRedis(twoDatabases)).start({
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
      MAIL_FROM: 'no-reply@example.com',
      TRUSTED_PROXIES: '127.0.0.1',
      PUBLIC_URL: SITE.origin,
      ACCOUNT_DELETION_GRACE_DAYS: '30',
      LOG_LEVEL: 'trace',
    });
  }, START_LIMIT_MS);
  afterAll(async () => {
    await system.dispose();
    await server.close();
  }, START_LIMIT_MS);

  const url = (context: 'auth' | 'todo' | 'mail') =>
    system.env[{ auth: 'AUTH_DB_URL', todo: 'TO_DO_DB_URL', mail: 'MAIL_DB_URL' }[context]]!;
  const until = (what: string, condition: () => Promise<boolean>) =>
    waitFor(condition, LIMIT_MS, () => `${what}: ${system.log().slice(-4_000)}`);
  const passRetention = async () => {
    for (const [context, statements] of Object.entries(AGED)) {
      for (const sql of statements) await query(url(context as keyof typeof AGED), sql);
    }
    await until('the sweeps', async () => {
      const rows = await rowsOf(system);
      const swept =
        /^(?:\w+\.audit|mail\.mails|todo\.(?:trash|invitations)|auth\.login_challenges|auth\.used_\w+) /;
      return !rows.some((row) => swept.test(row));
    });
  };

  it(
    'leaves no trace but public ids when they are deleted and all retention has passed',
    async () => {
      const follows = 'SELECT FROM mail.event_cursors';
      await until('mail to follow', async () => (await query(url('mail'), follows)).length > 0);
      const friend = await Person.arrive(system);
      const person = new MarkedPerson(system, server.received);
      await person.useEverything(friend);
      const exported = await person.exports();
      const told = [...person.emails.slice(1), ...person.titles.slice(0, 2), person.address];
      for (const each of told) expect(exported).toContain(each);
      const tables = (await rowsOf(system)).map((row) => row.split(' ')[0]);
      expect(tables).toEqual(expect.arrayContaining(USED));
      const before = await tracesIn(system, person.marks);
      expect(Object.keys(before)).toEqual(
        expect.arrayContaining(['AUTH_DB_URL', 'TO_DO_DB_URL', 'redis']),
      );

      await person.deleteAccount();
      await query(url('auth'), 'UPDATE auth.planned_deletions SET deletes_at = now()');
      await until('the deletion to be applied', async () => {
        const rows = await rowsOf(system);
        return !rows.some((row) => row.includes(person.address));
      });
      // What was shared is theirs by now.
      await friend.delete(person.titles[1]!);
      await passRetention();

      expect(await tracesIn(system, person.marks)).toEqual({});
      const rows = await rowsOf(system);
      const hashes = person.emails.map((email) =>
        createHash('sha256').update(email).digest('base64url'),
      );
      for (const gone of [person.address, 'Antarctica', ...hashes]) {
        expect(rows.filter((row) => row.includes(gone))).toEqual([]);
      }
      const ids = rows
        .filter((row) => row.includes(person.publicId))
        .map((row) => row.split(' ')[0]);
      expect([...new Set(ids)].sort()).toEqual(KEPT_IDS);
    },
    3 * LIMIT_MS,
  );

  // Otherwise the test above may have read another place.
  it.each(PLACES)('has a trace that is found, if there is one in %s', async (place) => {
    const marks = new Canaries();
    const { seen, remove } = await plantTrace(system, place, marks.next());
    expect(Object.keys(await tracesIn(seen, marks))).toEqual([place]);
    await remove();
    expect(await tracesIn(system, marks)).toEqual({});
  });
});
