import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { type mailContract, mailErrors, type MailRequest, type Notification } from '#mail-kernel';
import type { IncomingCall, ServiceOf } from '#seam';
import { MailPolicy } from './mail-policy.js';
import { MailTemplates } from './ports/mail-templates.js';
import { MailsDal, type QueuedMail } from './ports/mails.dal.js';

type Keyed = Pick<IncomingCall, 'idempotencyKey'>;

/** Accepts mails, and tells what has become of them: what mail offers to other contexts. */
@Injectable()
export class MailsService implements ServiceOf<typeof mailContract> {
  constructor(
    private readonly mails: MailsDal,
    private readonly templates: MailTemplates,
    private readonly policy: MailPolicy,
  ) {}

  send(request: MailRequest, call: Keyed) {
    return this.acceptOnce(request, call);
  }

  sendPlain(request: Omit<MailRequest, 'secrets'>, call: Keyed) {
    return this.acceptOnce(request, call);
  }

  notify(request: Notification, call: Keyed) {
    return this.acceptOnce(request, call);
  }

  async delivery(id: string) {
    const state = await this.mails.stateOf(id);
    if (!state) throw new ServiceError(mailErrors.mail_not_found);
    return { state };
  }

  /**
   * Queues a mail. It is rendered when it is sent, and once now: a caller learns of wrong data at once.
   *
   * @throws ServiceError `template_unknown`, `template_data_invalid`
   */
  async accept(id: string, request: Omit<QueuedMail, 'id'>): Promise<void> {
    const { template, locale, data, secrets } = request;
    const rendered = this.templates.render(template, locale, data, secrets);
    if (rendered === 'template_unknown') throw new ServiceError(mailErrors.template_unknown);
    if (rendered === 'template_data_invalid') {
      throw new ServiceError(mailErrors.template_data_invalid);
    }
    await this.mails.accept({ id, ...request }, this.policy.expiresInMs);
  }

  private async acceptOnce(request: Omit<QueuedMail, 'id'>, { idempotencyKey }: Keyed) {
    const id = idempotencyKey!;
    await this.accept(id, request);
    return { id };
  }
}
