import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Addressee, AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { deferSeconds, MailPolicy } from './mail-policy.js';
import { MailTemplates, type Reader } from './ports/mail-templates.js';
import { MailTransport, type SendResult } from './ports/mail-transport.js';
import { MailsDal, type QueuedMail } from './ports/mails.dal.js';

/** Whom a mail is sent to, and what its text depends on. */
interface Recipient extends Reader {
  to: string;
  locale: string | undefined;
}

const NOTE_AGAIN_MS = 200;
const DELIVERED: SendResult = { state: 'delivered' };

/** Sends queued mails, one at a time each. */
@Injectable()
export class MailSender {
  private readonly logger = new Logger('Mail');
  /** Mails that the server has accepted, and the database does not know yet. */
  private readonly unnoted = new Set<string>();
  /** A queue whose database was unavailable may give a mail out that is still being sent. */
  private readonly sending = new Map<string, Promise<SendResult>>();

  constructor(
    private readonly mails: MailsDal,
    private readonly templates: MailTemplates,
    private readonly transport: MailTransport,
    private readonly policy: MailPolicy,
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
  ) {}

  /**
   * Sends a mail, unless it was sent or is not to be sent. It never rejects. A second call, while a
   * mail is being sent, has the result of the first.
   *
   * @param tries so far, this one included
   */
  send(mail: QueuedMail, tries: number): Promise<SendResult> {
    const { id } = mail;
    const running = this.sending.get(id);
    if (running) return running;
    const sending = this.sendAndNote(mail, tries).finally(() => this.sending.delete(id));
    this.sending.set(id, sending);
    return sending;
  }

  private async sendAndNote(mail: QueuedMail, tries: number): Promise<SendResult> {
    try {
      const result = this.unnoted.has(mail.id) ? DELIVERED : await this.sendOnce(mail, tries);
      if (result.state === 'delivered' && this.unnoted.has(mail.id)) {
        await this.note(mail.id);
        this.unnoted.delete(mail.id);
      }
      return result;
    } catch (error) {
      return this.failureOf(error);
    }
  }

  /** A mail keeps its place meanwhile, so that never more are unnoted than are sent at once. */
  private async note(id: string): Promise<void> {
    for (;;) {
      try {
        return await this.mails.noteSent(id);
      } catch (error) {
        if (!isOutage(error)) throw error;
        await delay(NOTE_AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  private async sendOnce(mail: QueuedMail, tries: number): Promise<SendResult> {
    const recipient = await this.recipientOf(mail);
    if (recipient === 'deleted') await this.mails.forget(mail.userId!);
    if (typeof recipient === 'string') return DELIVERED;
    const turn = await this.mails.takeTurn(mail.id, recipient.to, this.policy.perRecipientAndHour);
    if (turn === 'over') return DELIVERED;
    if (turn !== 'now') {
      const retryAfterSeconds = turn.waitSeconds;
      return { state: 'failed', code: 'recipient_limit', isOutage: false, retryAfterSeconds };
    }
    return this.sendTo(recipient, mail, tries);
  }

  private async sendTo(
    { to, locale, ...reader }: Recipient,
    mail: QueuedMail,
    tries: number,
  ): Promise<SendResult> {
    const { template, data, secrets } = mail;
    const rendered = this.templates.render(template, locale, data, secrets, reader);
    if (rendered === 'template_data_invalid') return { state: 'refused', code: rendered };
    // Queued by another version of mail, which runs beside this one.
    if (rendered === 'template_unknown') return this.deferred(rendered, tries);
    const result = await this.transport.send({ ...rendered, id: mail.id, to });
    if (result.state === 'delivered') this.unnoted.add(mail.id);
    const isDeferred = result.state === 'failed' && !result.isOutage;
    return isDeferred ? this.deferred(result.code, tries) : result;
  }

  /**
   * To whom a mail is sent now. `another`: its user was deleted, and the id was given to another one. `unreachable`: auth gives no
   * address.
   */
  private async recipientOf(
    mail: QueuedMail,
  ): Promise<Recipient | 'deleted' | 'another' | 'unreachable'> {
    const { to, locale, userId, uniqueId } = mail;
    if (userId === undefined) return { to: to!, locale };
    const [user]: Addressee[] =
      to === undefined
        ? await this.auth.addressees([userId])
        : await this.auth.usersByIds([userId]);
    if (!user) return 'deleted';
    if (uniqueId !== undefined && user.uniqueId !== uniqueId) return 'another';
    if (to !== undefined) return { to, locale };
    const { email, timeZone, page } = user;
    return email === undefined ? 'unreachable' : { to: email, locale: user.locale, timeZone, page };
  }

  private deferred(code: string, tries: number): SendResult {
    const retryAfterSeconds = deferSeconds(this.policy, tries);
    return { state: 'failed', code, isOutage: false, retryAfterSeconds };
  }

  /** Of an unexpected error only its name is logged: the message may contain an address. */
  private failureOf(error: unknown): SendResult {
    if (error instanceof ServiceError) {
      return { state: 'failed', code: error.code, isOutage: isOutage(error) };
    }
    this.logger.error(`a mail cannot be sent: ${error instanceof Error ? error.name : 'unknown'}`);
    return { state: 'failed', code: 'internal', isOutage: false };
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof ServiceError && error.status === 503;
}
