import type { ClaimedCommand } from '#glue/outbox';
import type { Sealer } from '#glue/sealing';
import type { QueuedMail } from '../../core/ports/mails.dal.js';

/** A mail as the queue stores it, beside its id and template: what is secret is sealed. */
interface StoredMail extends Omit<QueuedMail, 'id' | 'template' | 'secrets'> {
  readonly sealed?: string;
}

/** Mails as JSON for the queue. Secrets are bound to the rest of the mail, such as its recipient. */
export class StoredMails {
  constructor(private readonly sealer: Sealer) {}

  bodyOf({ id, template, secrets, ...rest }: QueuedMail): string {
    const sealed =
      secrets && this.sealer.seal(JSON.stringify(secrets), ...placeOf(id, template, rest));
    return JSON.stringify({ ...rest, sealed } satisfies StoredMail);
  }

  /** @throws ServiceError `secrets_unreadable` */
  mailOf({ key: id, call: template, body }: ClaimedCommand): QueuedMail {
    const { sealed, ...rest } = body as StoredMail;
    if (sealed === undefined) return { ...rest, id, template };
    const opened = this.sealer.open(sealed, ...placeOf(id, template, rest));
    return { ...rest, id, template, secrets: JSON.parse(opened) as Record<string, string> };
  }
}

const placeOf = (id: string, template: string, rest: StoredMail) => ['outbox', id, template, rest];
