import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { type Mail, MailTransport, type SendResult } from '../../core/ports/mail-transport.js';
import type { Mailbox, SmtpServer } from '../../mail-fields.js';
import { reasonOf, resultOf, type SmtpError } from './smtp-failure.js';

/** RFC 5321, 4.5.3.2: a client that gives up sooner sends a mail twice that was accepted. */
const PATIENCE_MS = 10 * 60_000;
const CONNECT_MS = 10_000;
const GREETING_MS = 30_000;
/** A stopping process waits a little: a connection that is closed too soon may repeat a mail. */
const LAST_MS = 5_000;

/** Sends mails to a mail server, over a connection each: none is repeated behind our back. */
export class SmtpTransport extends MailTransport implements OnModuleDestroy {
  private readonly logger = new Logger('Mail');
  private readonly transport;
  private readonly stopping = new AbortController();
  private reason: string | undefined;

  constructor(
    private readonly server: SmtpServer,
    private readonly from: Mailbox,
    ca?: string,
  ) {
    super();
    const { host, port, tls, user, password: pass } = server;
    this.transport = createTransport({
      ...{ host, port, secure: tls === 'at once' },
      ...{ requireTLS: tls === 'starttls', ignoreTLS: tls === 'never' },
      ...(user !== undefined && { auth: { user, pass } }),
      tls: { ...(ca !== undefined && { ca }), minVersion: 'TLSv1.2' },
      ...{ connectionTimeout: CONNECT_MS, dnsTimeout: CONNECT_MS, greetingTimeout: GREETING_MS },
      ...{ socketTimeout: PATIENCE_MS, disableFileAccess: true, disableUrlAccess: true },
    });
  }

  /** Why no mail can be sent now; `undefined` if they can, or none was tried. */
  get note(): string | undefined {
    return this.reason;
  }

  onModuleDestroy(): void {
    setTimeout(() => this.stopping.abort(), LAST_MS).unref();
  }

  override async send({ id, to, ...content }: Mail): Promise<SendResult> {
    const { from } = this;
    const messageId = `<${id}@${from.address.split('@')[1]}>`;
    const headers = { 'Auto-Submitted': 'auto-generated' };
    try {
      await this.transport.sendMail({
        ...{ ...content, from, to: { name: '', address: to }, messageId, headers },
        envelope: { from: from.address, to },
        signal: this.stopping.signal,
      });
      this.noteSuccess();
      return { state: 'delivered' };
    } catch (error) {
      const result = resultOf(error as SmtpError);
      if (result.state === 'failed' && result.isOutage) this.noteOutage(error as SmtpError);
      else this.noteSuccess();
      return result;
    }
  }

  /** Logs an outage when it begins, when its reason changes and when it ends. */
  private noteOutage(error: SmtpError): void {
    const reason = reasonOf(error);
    if (reason === this.reason) return;
    this.reason = reason;
    this.logger.warn(`mails wait for ${this.place}: ${reason}`);
  }

  private noteSuccess(): void {
    if (this.reason === undefined) return;
    this.reason = undefined;
    this.logger.log(`${this.place} accepts mails again`);
  }

  private get place(): string {
    return `the mail server ${this.server.host}:${this.server.port}`;
  }
}
