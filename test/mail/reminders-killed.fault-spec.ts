import { setTimeout as delay } from 'node:timers/promises';
import { MailServer, type Received } from '../../libs/mail/src/mail-server.suite.js';
import { AppProcess } from '../support/app-process.js';
import { freePort } from '../support/free-port.js';
import { KilledApp } from '../support/kill-often.js';
import { createDatabase, execute } from '../support/postgres.js';
import { PostgresServer } from '../support/postgres-server.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';
import { CONFIRMED, DUE_THEN, minuteFromNow, RemindedPerson } from './reminded-person.js';

/** Minutes with due items, during which something is killed again and again. */
const MINUTES = testLength({ short: 1, long: 20 });
const ITEMS = 30;
const LEAD_MINUTES = 2;
const MAX_MS_BETWEEN_KILLS = 4_000;
const LIMIT_MS = 180_000;
const SUBJECT = /^Subject: (Late reminder|Reminder): (.*?)\r$/m;
const OUTAGE_MINUTES = 30;

const random = seededRandom();
let postgres: PostgresServer;
let url: string;
let folder: Folder;
let server: MailServer;
let apps: Record<'auth' | 'todo' | 'mail', KilledApp>;
let addresses: { authUrl: string; todoUrl: string };

beforeAll(async () => {
  [postgres, folder] = [await PostgresServer.start(), await openFolder('none')];
  ({ url } = await createDatabase(postgres.url()));
  server = await MailServer.start();
  const ports = { auth: await freePort(), todo: await freePort(), mail: await freePort() };
  const urlOf = (name: keyof typeof ports) => `http://127.0.0.1:${ports[name]}`;
  addresses = { authUrl: urlOf('auth'), todoUrl: urlOf('todo') };
  const env = {
    ...{ AUTH_DB_URL: url, TO_DO_DB_URL: url, MAIL_DB_URL: url },
    ...{ AUTH_API_URL: urlOf('auth'), MAIL_API_URL: urlOf('mail') },
    MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
    MAIL_FROM: 'no-reply@example.com',
    MAIL_PER_RECIPIENT_MAX: '10000',
  };
  const start = (name: keyof typeof ports) => {
    // An app has no address of its own.
    const given = { ...env, [`${name.toUpperCase()}_API_URL`]: '', PORT: String(ports[name]) };
    return KilledApp.start(() => AppProcess.start(name, folder.path, given));
  };
  apps = { auth: await start('auth'), todo: await start('todo'), mail: await start('mail') };
}, LIMIT_MS);
afterAll(async () => {
  for (const app of Object.values(apps)) await app.stop();
  await server.close();
  await folder.remove();
  await postgres.dispose();
});

async function arrive(): Promise<RemindedPerson> {
  const person = await RemindedPerson.arrive(addresses);
  await execute(url, CONFIRMED, [person.email]);
  return person;
}

/** The reminders that the mail server has accepted, by the titles of their items. */
function reminders(): Map<string, Received[]> {
  const byTitle = new Map<string, Received[]>();
  for (const mail of server.received) {
    const title = SUBJECT.exec(mail.source)?.[2];
    if (title !== undefined) byTitle.set(title, [...(byTitle.get(title) ?? []), mail]);
  }
  return byTitle;
}

async function untilSent(titles: readonly string[]): Promise<void> {
  const missing = () => titles.filter((title) => !reminders().has(title));
  await waitFor(
    () => missing().length === 0,
    LIMIT_MS,
    () => `the reminders of ${missing().join(', ')}`,
  );
  const queued = 'SELECT FROM todo.outbox UNION ALL SELECT FROM mail.outbox';
  await waitFor(
    async () => (await execute(url, queued)).rowCount === 0,
    LIMIT_MS,
    () => 'the queues to be empty',
  );
}

/** One mail each: what a kill of mail has repeated is the same mail, of the same id. */
function expectOneEach(titles: readonly string[]): void {
  for (const title of titles) {
    const ids = new Set(
      reminders()
        .get(title)!
        .map(({ messageId }) => messageId),
    );
    expect([title, ids.size]).toEqual([title, 1]);
  }
}

it(
  `kills of todo, auth, mail and PostgreSQL while items are due in ${MINUTES} minutes: one mail for each item`,
  async () => {
    const person = await arrive();
    const titles: string[] = [];
    for (let minute = 0; minute < MINUTES; minute++) {
      const at = minuteFromNow(LEAD_MINUTES + minute);
      for (let i = 0; i < ITEMS; i++) {
        titles.push(`tea ${minute}-${i}`);
        await person.add(titles.at(-1)!, at);
      }
    }
    const begin = minuteFromNow(1).getTime();
    const end = minuteFromNow(LEAD_MINUTES + MINUTES).getTime();
    await delay(Math.max(0, begin - Date.now()));
    const targets = [
      ...Object.values(apps).map(({ kill }) => kill),
      () => postgres.kill().then(() => postgres.restart()),
    ];
    let kills = 0;
    for (; Date.now() < end; kills++) {
      await targets[Math.floor(targets.length * random())]!();
      await delay(MAX_MS_BETWEEN_KILLS * random());
    }
    await untilSent(titles);
    expectOneEach(titles);
    const mails = [...reminders().values()].flat().length;
    process.stderr.write(`${kills} kills: ${titles.length} reminders, ${mails} mails\n`);
  },
  LIMIT_MS + (LEAD_MINUTES + MINUTES) * 60_000 + LIMIT_MS,
);

it(
  'after an outage each is sent once, and is late',
  async () => {
    const person = await arrive();
    const titles = Array.from({ length: ITEMS }, (_, i) => `late ${i}`);
    const ids: number[] = [];
    for (const title of titles) ids.push((await person.add(title, minuteFromNow(60))).id);
    await postgres.kill();
    await postgres.restart();
    await execute(url, DUE_THEN, [ids, minuteFromNow(-OUTAGE_MINUTES)]);
    await untilSent(titles);
    expectOneEach(titles);
    for (const title of titles)
      expect(SUBJECT.exec(reminders().get(title)![0]!.source)![1]).toBe('Late reminder');
  },
  2 * LIMIT_MS,
);
