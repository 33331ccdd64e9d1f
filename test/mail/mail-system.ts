import pg from 'pg';
import { MailServer } from '../../libs/mail/src/mail-server.suite.js';
import { AppProcess } from '../support/app-process.js';
import { anyEmail, basic, send } from '../support/client.js';
import { restore } from '../support/dump.js';
import { freePort } from '../support/free-port.js';
import { PASSWORD } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';
import type { Folder } from '../topologies/folder.js';
import { openFolderFor, type Storage, twoDatabases } from '../topologies/storage.js';

const LIMIT_MS = 30_000;
const HANDLER = 'auth:users';

type Name = 'auth' | 'mail';

/** auth and mail, a process and a PostgreSQL database each, and a mail server. */
export class MailSystem {
  private readonly apps: Partial<Record<Name, AppProcess>> = {};
  private sends = true;

  private constructor(
    private readonly opened: { folder: Folder; storage: Storage; mailUrl: string },
    readonly server: MailServer,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /**
   * Resolves when mail follows auth: users who register from now on are welcomed.
   *
   * @param sends whether auth sends mails itself, such as one that confirms the email
   */
  static async start({ sends = true, env = {} } = {}): Promise<MailSystem> {
    const system = await MailSystem.open(env);
    system.sends = sends;
    await system.startApp('auth');
    await system.startApp('mail');
    await system.untilFollowing();
    return system;
  }

  /** Starts no process yet. `store` creates the storage. */
  static async open(
    env: NodeJS.ProcessEnv = {},
    store: () => Promise<Storage> = twoDatabases,
  ): Promise<MailSystem> {
    const storage = await store();
    const folder = await openFolderFor(storage);
    const server = await MailServer.start();
    const mailUrl = `http://127.0.0.1:${await freePort()}`;
    return new MailSystem({ folder, storage, mailUrl }, server, {
      ...storage.env,
      AUTH_API_URL: `http://127.0.0.1:${await freePort()}`,
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
      MAIL_FROM: 'no-reply@example.com',
      ...env,
    });
  }

  untilFollowing(): Promise<void> {
    const sql = 'SELECT FROM mail.event_cursors';
    return this.until('mail to follow', async () => (await this.query('mail', sql)).length === 1);
  }

  get folder(): string {
    return this.opened.folder.path;
  }

  get authUrl(): string {
    return this.env['AUTH_API_URL']!;
  }

  app(name: Name): AppProcess {
    return this.apps[name]!;
  }

  async startApp(name: Name): Promise<void> {
    const { mailUrl } = this.opened;
    const { port: PORT } = new URL(name === 'auth' ? this.authUrl : mailUrl);
    // Not for tools: they take a context with an address for one elsewhere.
    const env = {
      ...this.env,
      ...(name === 'auth' && this.sends && { MAIL_API_URL: mailUrl }),
      PORT,
    };
    this.apps[name] = await AppProcess.start(name, this.folder, env);
  }

  /** Kills processes, and restores the database of one from a backup, before they start again. */
  async restore(
    name: Name,
    backup: string,
    killed: readonly Name[] = [name],
    prepare = async () => {},
  ): Promise<void> {
    for (const each of killed) await this.app(each).kill();
    await restore(this.database(name), backup);
    await prepare();
    for (const each of killed) await this.startApp(each);
  }

  database(name: Name): string {
    return this.env[`${name.toUpperCase()}_DB_URL`]!;
  }

  async query<Row>(name: Name, text: string, values: unknown[] = []): Promise<Row[]> {
    const sql = new pg.Client({ connectionString: this.database(name) });
    await sql.connect();
    try {
      return (await sql.query(text, values)).rows as Row[];
    } finally {
      await sql.end();
    }
  }

  /** @returns the email of a new user */
  async register(): Promise<string> {
    const email = anyEmail();
    const json = { email, password: PASSWORD };
    const { status, text } = await send('POST', `${this.authUrl}/api/v1/users/create`, { json });
    if (status !== 201) throw new Error(`cannot register: ${text}`);
    return email;
  }

  async deleteUser(email: string): Promise<void> {
    const headers = { authorization: basic(email, PASSWORD) };
    const login = await send<string>('POST', `${this.authUrl}/api/v1/auth/login`, { headers });
    const options = { token: login.body, headers };
    const { status, text } = await send('DELETE', `${this.authUrl}/api/v1/users/delete`, options);
    if (status !== 200) throw new Error(`cannot delete the user: ${text}`);
  }

  /** Registers a user, and waits until they are welcomed. */
  async welcome(): Promise<string> {
    const email = await this.register();
    await this.arrival(email);
    return email;
  }

  mailsTo(email: string) {
    return this.server.received.filter(({ to }) => to === email);
  }

  arrival(email: string, times = 1): Promise<void> {
    return this.until(
      `${times} mails to ${email}`,
      async () => this.mailsTo(email).length >= times,
    );
  }

  /** Waits until mail has applied what auth has published, and has sent what it has queued. */
  async untilIdle(): Promise<void> {
    const position = 'SELECT id FROM mail.event_cursors WHERE handler = $1';
    const newest = 'SELECT max(id) AS id FROM auth.events';
    const queued = 'SELECT FROM mail.outbox WHERE parked_at IS NULL';
    await this.until('mail to be idle', async () => {
      const [at] = await this.query<{ id: string }>('mail', position, [HANDLER]);
      const [end] = await this.query<{ id: string }>('auth', newest);
      return at?.id === end?.id && (await this.query('mail', queued)).length === 0;
    });
  }

  /** Waits until auth has stored that mail has applied all events: it does so every 10 s. */
  async untilTold(): Promise<void> {
    const sql = `SELECT FROM auth.event_followers
      WHERE follower = $1 AND furthest_id = (SELECT max(id) FROM auth.events)`;
    const follower = `mail:${HANDLER}`;
    await this.until(
      'auth to know how far mail is',
      async () => (await this.query('auth', sql, [follower])).length === 1,
    );
  }

  until(what: string, condition: () => Promise<boolean>): Promise<void> {
    const logs = () => Object.values(this.apps).map(({ log }) => log.slice(-4_000));
    return waitFor(condition, LIMIT_MS, () => `${what}: ${logs().join('\n')}`);
  }

  async dispose(): Promise<void> {
    await Promise.all(Object.values(this.apps).map((app) => app.stop()));
    await this.server.close();
    await this.opened.storage.remove();
    await this.opened.folder.remove();
  }
}
