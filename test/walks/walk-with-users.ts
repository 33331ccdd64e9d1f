import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WholeCopy } from '../contexts/whole-copy.js';
import { freePort } from '../support/free-port.js';
import { Person } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { PostgresServer } from '../support/postgres-server.js';
import { waitFor } from '../support/wait-for.js';
import { Workload } from '../support/workload.js';
import { Walker } from './walk.js';

const PORTS = ['8000', '8001', '8080', '8081', '8082'];
const PEOPLE = 6;
/** Requests before the next step begins. */
const BETWEEN = 150;
const LIMIT_MS = 60_000;

/** What a walk between groupings or databases needs: a built checkout, and a PostgreSQL. */
export class WalkWithUsers {
  private workload: Workload | undefined;

  private constructor(
    private readonly copy: WholeCopy,
    private readonly postgres: PostgresServer,
    private readonly ports: Record<string, string>,
    readonly walker: Walker,
  ) {}

  static async open(): Promise<WalkWithUsers> {
    const copy = await WholeCopy.make();
    await copy.build();
    const postgres = await PostgresServer.start();
    await execute(postgres.url(), 'CREATE DATABASE shop');
    const ports: Record<string, string> = {};
    for (const port of PORTS) ports[port] = `${await freePort()}`;
    const walker = new Walker(copy.folder, {
      'postgres://shop:password@127.0.0.1:5432/': postgres.url(''),
      '127.0.0.1:5432': `127.0.0.1:${postgres.port}`,
      ...Object.fromEntries(
        PORTS.flatMap((port) =>
          ['127.0.0.1:', 'PORT='].map((before) => [`${before}${port}`, `${before}${ports[port]}`]),
        ),
      ),
    });
    return new WalkWithUsers(copy, postgres, ports, walker);
  }

  /** Users call every route at an address of the page, until {@link leave}. */
  async arrive(port: string, random: () => number): Promise<void> {
    const url = this.urlOf(port);
    this.workload = await Workload.start({ authUrl: url, todoUrl: url }, PEOPLE, random);
  }

  /** Waits until they have got more answers. */
  async serve(): Promise<void> {
    const count = () =>
      Object.values(this.workload!.answers)
        .flatMap(Object.values<number>)
        .reduce((a, b) => a + b, 0);
    const enough = count() + BETWEEN;
    await waitFor(
      () => count() >= enough,
      LIMIT_MS,
      () => JSON.stringify(this.workload!.answers),
    );
  }

  /** @throws Error if a request had no answer */
  async leave(): Promise<Workload> {
    await this.workload!.stop();
    return this.workload!;
  }

  /** Registers a person, and waits until they have got the mail that welcomes them. */
  async welcome(port: string): Promise<void> {
    const url = this.urlOf(port);
    const { email } = await Person.arrive({ authUrl: url, todoUrl: url });
    await waitFor(
      async () => (await this.mails()).some(({ to }) => to === email),
      LIMIT_MS,
      () => `a mail to ${email}`,
    );
    const mails = (await this.mails()).map(({ to, subject }) => `${to}: ${subject}`);
    if (new Set(mails).size < mails.length) throw new Error('a person got a mail twice');
  }

  /** The mails so far, which are files in development. */
  private async mails(): Promise<{ to: string; subject: string }[]> {
    const folder = join(this.copy.folder, '.data/mails');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    return mails.map((mail) => JSON.parse(mail) as { to: string; subject: string });
  }

  private urlOf(port: string): string {
    return `http://127.0.0.1:${this.ports[port]}`;
  }

  async dispose(): Promise<void> {
    await this.workload?.stop().catch(() => undefined);
    await this.walker.end();
    await this.stopProxy();
    await this.postgres.dispose();
    await this.copy.dispose();
  }

  /** nginx runs in the background, in no shell of the walker. */
  private async stopProxy(): Promise<void> {
    const file = join(this.copy.folder, 'proxy/nginx.pid');
    if (existsSync(file)) process.kill(Number(await readFile(file, 'utf8')), 'SIGTERM');
  }
}
