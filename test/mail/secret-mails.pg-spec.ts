import { randomBytes } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import { contexts } from '#contexts';
import { composeApp, defineContext } from '#glue/context';
import { dataSourceOf, outboxOnDatabase } from '#glue/db';
import { type OperatedOutbox, outboxOf } from '#glue/outbox';
import { mailContract, mailKernel } from '#mail-kernel';
import { type Outbox, outboxProviders } from '#seam';
import { MailServer, reply } from '../../libs/mail/src/mail-server.suite.js';
import {
  MailTemplates,
  secretTemplates,
} from '../../libs/mail/src/templates/secret-templates.suite.js';
import { shopDatabase } from '../demo/shop.database.js';
import { Canaries } from '../support/canaries.js';
import { dump } from '../support/dump.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';

const LIMIT_MS = 30_000;

/** A context that sends mails, as any may. */
const shop = async () =>
  defineContext({
    ...{ name: 'shop', heading: 'Shop', database: shopDatabase, paths: [], uses: [mailKernel] },
    seals: true,
    parts: { providers: [...outboxOnDatabase('shop'), ...outboxProviders('shop', [mailContract])] },
  });

/** One process with auth, mail and a shop, all on one database, and a mail server. */
describe('a mail with a secret link', () => {
  const canaries = new Canaries();
  let folder: Folder;
  let database: TestDatabase;
  let server: MailServer;
  let app: TestingModule;
  const before = { ...process.env };
  beforeAll(async () => {
    [folder, database, server] = [
      await openFolder('none'),
      await createDatabase(),
      await MailServer.start(),
    ];
    Object.assign(process.env, {
      DATA_DIR: folder.path,
      DATA_KEY: randomBytes(32).toString('base64'),
      AUTH_DB_URL: database.url,
      MAIL_DB_URL: database.url,
      SHOP_DB_URL: database.url,
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
      MAIL_FROM: 'no-reply@example.com',
    });
    const { auth, mail } = contexts;
    const options = { name: 'app', hosts: ['auth', 'mail', 'shop'] as const, port: 0 };
    const { module } = await composeApp({ auth, mail, shop }, options);
    app = await Test.createTestingModule({ imports: [module] })
      .overrideProvider(MailTemplates)
      .useValue(secretTemplates)
      .compile();
    app.useLogger(false);
    await app.init();
  }, 60_000);
  afterAll(async () => {
    await app?.close();
    for (const variable of Object.keys(process.env)) {
      if (!(variable in before)) delete process.env[variable];
    }
    await server.close();
    await database.drop();
    await folder.remove();
  });

  const outboxIn = <T>(context: string) => app.get<T>(outboxOf(context), { strict: false });
  const sql = <Row>(text: string) =>
    app.get<DataSource>(dataSourceOf('shop'), { strict: false }).query<Row[]>(text);
  const until = (condition: () => Promise<boolean> | boolean, what: string) =>
    waitFor(condition, LIMIT_MS, () => what);
  const untilCode = (table: string, pattern: RegExp) =>
    until(async () => {
      const [row] = await sql<{ code: string | null }>(`SELECT code FROM ${table}`);
      return pattern.test(row?.code ?? '');
    }, `${table} to have a row with ${pattern}`);
  const send = (template: string, data: Record<string, string>, secrets?: Record<string, string>) =>
    app.get<DataSource>(dataSourceOf('shop'), { strict: false }).transaction((manager) => {
      const mail = { template, to: 'anna@example.com', data, ...(secrets && { secrets }) };
      return outboxIn<Outbox>('shop').put(manager, mailContract.send, mail);
    });
  const anyLink = () => `https://example.com/reset/${canaries.next()}`;
  /** What is in the database, of which other texts of the mail are a part. */
  async function secretsInDump(isThere: boolean): Promise<string[]> {
    const text = await dump(database.url);
    expect(text.includes('Anna Nym')).toBe(isThere);
    expect(text).toContain('CREATE TABLE mail.outbox');
    return canaries.foundIn(text);
  }

  it('is in no dump: not while it waits, not parked, not sent; and the link arrives', async () => {
    server.admit = () => {
      throw reply(421);
    };
    await sql('ALTER TABLE mail.mails RENAME TO hidden');
    const secret = anyLink();
    await send('reset', { name: 'Anna Nym' }, { link: secret });
    await untilCode('shop.outbox', /^(internal|database_unavailable)$/);
    expect(await secretsInDump(true)).toEqual([]);

    await sql('ALTER TABLE mail.hidden RENAME TO mails');
    await untilCode('mail.outbox', /./);
    expect(await sql('SELECT FROM shop.outbox')).toEqual([]);
    expect(await secretsInDump(true)).toEqual([]);

    server.admit = () => {
      throw reply(550);
    };
    const queue = outboxIn<OperatedOutbox>('mail');
    await until(async () => (await queue.parked(1)).length === 1, 'a parked mail');
    expect(await queue.parked(1)).toEqual([expect.objectContaining({ code: 'smtp_550' })]);
    expect(await secretsInDump(true)).toEqual([]);

    server.admit = () => undefined;
    const [parked] = await queue.parked(1);
    await queue.retry(parked!.id, { mayRepeat: false });
    await until(() => server.received.length === 1, 'the mail');
    const { source } = server.received[0]!;
    expect(source.replace(/=\r?\n/g, '')).toContain(secret);
    await until(async () => (await sql('SELECT FROM mail.outbox')).length === 0, 'an empty queue');
    expect(await secretsInDump(false)).toEqual([]);
  }, 120_000);

  it('would be found in a dump as plain data', async () => {
    server.admit = () => {
      throw reply(421);
    };
    await send('careless', { name: 'Anna Nym', link: anyLink() });
    await untilCode('mail.outbox', /./);
    expect(await secretsInDump(true)).toHaveLength(1);
    await sql('DELETE FROM mail.outbox');
  }, 60_000);

  it('that cannot be opened is parked, with a code of its own', async () => {
    server.admit = () => {
      throw reply(421);
    };
    await send('reset', { name: 'Anna Nym' }, { link: anyLink() });
    await untilCode('mail.outbox', /./);
    await sql(
      `UPDATE mail.outbox SET body = replace(body::text, 'anna@example.com', 'eve@example.com')::json,
         due_at = now()`,
    );
    const queue = outboxIn<OperatedOutbox>('mail');
    await until(async () => (await queue.parked(1)).length === 1, 'a parked mail');
    expect(await queue.parked(1)).toEqual([
      expect.objectContaining({ code: 'secrets_unreadable', call: 'reset' }),
    ]);
    expect(server.received.map(({ to }) => to)).not.toContain('eve@example.com');
  }, 60_000);
});
