import { MailServer, type Received } from '../../../libs/mail/src/mail-server.suite.js';
import type { MailingSystem } from '../../mail/linked-tokens.js';
import { MailedPeople } from '../../mail/mailed-people.js';
import { SITE } from '../../privacy/marked-factors.js';
import { type Answer, send } from '../../support/client.js';
import { waitFor } from '../../support/wait-for.js';
import type { partition, PartitionedSystem } from '../partition.js';

const LIMIT_MS = 60_000;
/** A route of each context that answers a session. */
const OPEN_TO_SESSIONS = { auth: 'v1/auth/session', todo: 'v1/get/all', mail: 'v2/mails/export' };
export const CONTEXTS = Object.keys(OPEN_TO_SESSIONS) as (keyof typeof OPEN_TO_SESSIONS)[];

/** A running system, and the mail server that its mails arrive at. */
export class Walk implements MailingSystem {
  readonly people = new MailedPeople(() => this);

  private constructor(
    readonly system: PartitionedSystem,
    private readonly server: MailServer,
  ) {}

  static async start(start: ReturnType<typeof partition>['start']): Promise<Walk> {
    const server = await MailServer.start();
    const env = {
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
      MAIL_FROM: 'no-reply@example.com',
      PUBLIC_URL: SITE.origin,
      ACCOUNT_DELETION_GRACE_DAYS: '30',
    };
    const system = await start(env).catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
    return new Walk(system, server);
  }

  get authUrl(): string {
    return this.system.authUrl;
  }

  get mails(): readonly Received[] {
    return this.server.received;
  }

  mailsTo(email: string): readonly Received[] {
    return this.mails.filter(({ to }) => to === email);
  }

  /** Waits for a mail with this beginning of its subject, and resolves to the number of these. */
  async told(email: string, subject: string): Promise<number> {
    const all = () =>
      this.mailsTo(email).filter(({ source }) => titleOf(source).startsWith(subject));
    await this.until(`the mail "${subject}"`, async () => all().length > 0);
    return all().length;
  }

  until(what: string, condition: () => Promise<boolean>): Promise<void> {
    return waitFor(condition, LIMIT_MS, () => `${what}: ${this.system.log().slice(-8_000)}`);
  }

  /** A request to a context, with a token. */
  ask<Body>(
    context: string,
    request: string,
    token: string,
    json?: unknown,
  ): Promise<Answer<Body>> {
    const [method, path] = request.split(' ') as [string, string];
    return send<Body>(method, `${this.system.urlOf(context)}/api/${path}`, { token, json });
  }

  /** The status of each context's answer to the session of a token. */
  async statusesOf(token: string, contexts = CONTEXTS): Promise<number[]> {
    const ask = (context: keyof typeof OPEN_TO_SESSIONS) =>
      this.ask(context, `GET ${OPEN_TO_SESSIONS[context]}`, token);
    return (await Promise.all(contexts.map(ask))).map(({ status }) => status);
  }

  /** Waits until every context refuses a token. */
  untilRefused(token: string, contexts = CONTEXTS): Promise<void> {
    return this.until('the session to end everywhere', async () =>
      (await this.statusesOf(token, contexts)).every((status) => status === 401),
    );
  }

  /**
   * Waits until mail follows auth: who registers from now on is welcomed. mail may have started before auth, and
   * have no position yet.
   */
  untilFollowing(): Promise<void> {
    return this.until('a mail', async () => {
      const { status, text } = await this.people.register();
      if (status !== 201) throw new Error(`cannot register: ${text}`);
      return this.mails.some(({ source }) => titleOf(source).startsWith('Welcome'));
    });
  }

  async dispose(): Promise<void> {
    await this.system.dispose();
    await this.server.close();
  }
}

function titleOf(source: string): string {
  return /^Subject: (.*)$/m.exec(source)?.[1] ?? '';
}
