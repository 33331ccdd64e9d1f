import type { Received } from '../../libs/mail/src/mail-server.suite.js';
import { send } from '../support/client.js';
import { waitFor } from '../support/wait-for.js';
import type { Stage } from './stage.js';

const LIMIT_MS = 20_000;

interface KeptMail {
  to: string;
  text: string;
}

/** The paths of the page that links in mails lead to. */
export type LinkedPath = '/reset-password' | '/confirm-email' | '/undo-email-change';

/** Reads links in mails. */
export class Mailbox {
  /** @param read all mails, in any order */
  private constructor(private readonly read: () => Promise<KeptMail[]>) {}

  /** The mails that a process in development keeps. */
  static inDevelopment(stage: Stage): Mailbox {
    return new Mailbox(
      async () => (await send<KeptMail[]>('GET', `${stage.system().authUrl}/dev/mail`)).body,
    );
  }

  /** The mails that a server has got, as they were sent. */
  static on(server: { received: Received[] }): Mailbox {
    return new Mailbox(async () =>
      server.received.map(({ to, source }) => ({ to, text: decoded(source) })),
    );
  }

  /** The links to a path in the mails to this email. A mail has each as text and as HTML. */
  async links(email: string, path: LinkedPath): Promise<string[]> {
    const link = new RegExp(`https?://[^\\s"<]+${path}#token=[\\w-]+`);
    const texts = (await this.read()).filter(({ to }) => to === email).map(({ text }) => text);
    return [...new Set(texts.flatMap((text) => link.exec(text)?.[0] ?? []))];
  }

  /** The link in the next such mail, which is not among the `known` ones. */
  async link(email: string, path: LinkedPath, known: readonly string[] = []): Promise<URL> {
    let link: string | undefined;
    const find = async () => {
      link = (await this.links(email, path)).find((each) => !known.includes(each));
      return link !== undefined;
    };
    await waitFor(find, LIMIT_MS, () => `a mail to ${email} with a link to ${path}`);
    return new URL(link!);
  }
}

/** Quoted-printable, RFC 2045: as far as links need it. */
function decoded(source: string): string {
  return source.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
}
