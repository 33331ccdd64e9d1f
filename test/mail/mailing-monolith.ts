import pg from 'pg';
import { MailServer, type Received } from '../../libs/mail/src/mail-server.suite.js';
import { AppProcess } from '../support/app-process.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';

const LIMIT_MS = 90_000;

/** All contexts in one process, on one PostgreSQL database, whose mails go to a server of the test. */
export class MailingMonolith {
  private app!: AppProcess;

  private constructor(
    private readonly database: TestDatabase,
    private readonly folder: Folder,
    private readonly server: MailServer,
    readonly sql: pg.Client,
  ) {}

  static async start(): Promise<MailingMonolith> {
    const [database, folder] = [await createDatabase(), await openFolder('none')];
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    const system = new MailingMonolith(database, folder, await MailServer.start(), sql);
    await system.startApp();
    return system;
  }

  get url(): string {
    return this.app.url;
  }

  /** @param contexts those that it has; all without them */
  async restart(contexts?: string): Promise<void> {
    await this.app.stop();
    await this.startApp(contexts);
  }

  mailsTo(email: string, pattern: RegExp): Received[] {
    return this.server.received.filter((mail) => mail.to === email && pattern.test(mail.source));
  }

  /** Waits for the first mail that fits. */
  async mailed(email: string, pattern: RegExp): Promise<Received> {
    await waitFor(
      () => this.mailsTo(email, pattern).length > 0,
      LIMIT_MS,
      () => `a mail to ${email} like ${pattern}: ${this.app.log.slice(-2_000)}`,
    );
    return this.mailsTo(email, pattern)[0]!;
  }

  /**
   * Waits until no statement finds a row, and no mail waits.
   *
   * @param selects without columns
   */
  async untilNothingIsLeft(...selects: string[]): Promise<void> {
    const all = [...selects, 'SELECT FROM todo.outbox', 'SELECT FROM mail.outbox'];
    await waitFor(
      async () => (await this.sql.query(all.join(' UNION ALL '))).rowCount === 0,
      LIMIT_MS,
      () => 'all mails to be sent',
    );
  }

  async dispose(): Promise<void> {
    await this.app.stop();
    await this.sql.end();
    await this.server.close();
    await this.folder.remove();
    await this.database.drop();
  }

  private async startApp(contexts?: string): Promise<void> {
    const { url } = this.database;
    this.app = await AppProcess.start('monolith', this.folder.path, {
      ...{ AUTH_DB_URL: url, TO_DO_DB_URL: url, MAIL_DB_URL: url },
      MAIL_URL: `smtp://127.0.0.1:${this.server.port}?tls=never`,
      MAIL_FROM: 'no-reply@example.com',
      PUBLIC_URL: 'https://todo.example.com',
      ...(contexts !== undefined && { CONTEXTS: contexts }),
    });
  }
}
