import type { OperatedOutbox, OutboxStore, Retried } from '#glue/outbox';
import type { MailPolicy } from '../../core/mail-policy.js';

/** The queue of mails, for operators. */
export class MailQueue implements OperatedOutbox {
  constructor(
    private readonly queue: OutboxStore,
    private readonly policy: MailPolicy,
  ) {}

  counts() {
    return this.queue.counts();
  }

  parked(limit: number) {
    return this.queue.parked(limit);
  }

  /** A mail keeps its id: one that is known to be sent is not sent again. */
  async retry(id: string): Promise<Retried> {
    const [mail] = await this.queue.parked(1, id);
    const unparked = mail && (await this.queue.unpark(id, mail.key, this.policy.expiresInMs));
    return unparked === undefined ? 'not_parked' : 'retried';
  }

  async drop(id: string): Promise<boolean> {
    return (await this.queue.removeParked(id)) !== undefined;
  }
}
