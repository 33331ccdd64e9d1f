import type { Received } from '../../libs/mail/src/mail-server.suite.js';
import { Canaries } from '../support/canaries.js';
import { type Answer, send } from '../support/client.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';

const LIMIT_MS = 30_000;

interface Options {
  json?: unknown;
  headers?: Record<string, string>;
}

/** The client of a person with marks of their own, from one address, which no other client has. */
export class MarkedClient {
  readonly marks = new Canaries();
  readonly address = '203.0.113.77';
  /** Of the session, once there is one. */
  token = '';

  constructor(
    private readonly system: RunningSystem,
    private readonly mails: readonly Received[],
  ) {}

  /** A request that must succeed. */
  async ask<Body>(method: string, path: string, json?: unknown): Promise<Answer<Body>> {
    const headers: Record<string, string> = this.token ? { token: this.token } : {};
    const answer = await this.attempt<Body>(method, path, { json, headers });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer;
  }

  /** A request without the session. */
  attempt<Body>(method: string, path: string, options: Options = {}): Promise<Answer<Body>> {
    const { json, headers } = options;
    return send<Body>(method, `${this.system.authUrl}/api/${path}`, {
      ...(json !== undefined && { json }),
      headers: {
        'x-forwarded-for': this.address,
        'user-agent': `${this.marks.next()}/1.0`,
        ...headers,
      },
    });
  }

  /** The token of the link to a page in the newest mail to an address. */
  async linkIn(page: string, email: string): Promise<string> {
    const link = new RegExp(`${page}#token=([\\w-]{43})`);
    const found = () =>
      this.mails
        .filter(({ to }) => to === email)
        .map(({ source }) => source.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='))
        .flatMap((source) => link.exec(source)?.[1] ?? []);
    const what = () => `a mail with a link to ${page}`;
    await waitFor(async () => found().length > 0, LIMIT_MS, what);
    return found().at(-1)!;
  }
}
