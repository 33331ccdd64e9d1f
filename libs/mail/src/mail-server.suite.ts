import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that a server has accepted. */
export interface Received {
  to: string;
  messageId: string;
  /** As it was sent, headers included. */
  source: string;
}

/** What a server does with a mail, before it accepts it: it may refuse it, or wait. */
export type Treat = (mail: Received) => Promise<void> | void;

/** An error with a reply of the server. */
export function reply(responseCode: number, message = 'refused'): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A real SMTP server on a free port. */
export class MailServer {
  readonly received: Received[] = [];
  /** Connections so far. */
  connections = 0;
  treat: Treat = () => undefined;
  /** Refuses senders, if it throws. */
  admitSender: (address: string) => void = () => undefined;
  /** Refuses recipients, if it throws. */
  admit: (address: string) => void = () => undefined;

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  /** @param options such as `key` and `cert`, or `secure`; without a certificate it offers no STARTTLS */
  static async start(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
    const opened: { mails?: MailServer } = {};
    const server = new SMTPServer({
      ...{ logger: false, authOptional: true, closeTimeout: 100 },
      ...(options.cert === undefined && { disabledCommands: ['STARTTLS'] }),
      ...options,
      onConnect: (_session, callback) => {
        opened.mails!.connections++;
        callback();
      },
      onMailFrom: ({ address }, _session, callback) =>
        settle(() => opened.mails!.admitSender(address), callback),
      onRcptTo: ({ address }, _session, callback) =>
        settle(() => opened.mails!.admit(address), callback),
      onData: (stream, { envelope }, callback) => {
        const take = async () =>
          opened.mails!.take(envelope.rcptTo[0]!.address, await text(stream));
        settle(take, callback);
      },
    });
    // A client that is killed, or refuses the certificate.
    server.on('error', () => undefined);
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    const { port: used } = listening.address() as AddressInfo;
    return (opened.mails = new MailServer(server, used));
  }

  get openConnections(): number {
    return this.server.connections.size;
  }

  /** Breaks all connections. */
  breakConnections(): void {
    for (const connection of this.server.connections) {
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
    }
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(to: string, source: string): Promise<void> {
    const messageId = /^Message-ID: <(.+)>\r?$/im.exec(source)?.[1] ?? '';
    const mail = { to, messageId, source };
    await this.treat(mail);
    this.received.push(mail);
  }
}

function settle(work: () => unknown, callback: (error?: Error | null) => void): void {
  Promise.resolve()
    .then(work)
    .then(
      () => callback(),
      (error: Error) => callback(error),
    );
}
