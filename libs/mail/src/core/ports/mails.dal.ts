/** A mail that is to be sent. */
export interface QueuedMail {
  readonly id: string;
  readonly template: string;
  /** Without it, the mail is to the user, at the address of the moment when it is sent. */
  readonly to?: string | undefined;
  readonly locale?: string | undefined;
  readonly data: Readonly<Record<string, string>>;
  /** Sealed while the mail is queued or parked. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
  readonly userId?: number | undefined;
  /** Of the user, if known: ids may be given to others after auth was restored from a backup. */
  readonly uniqueId?: string | undefined;
}

/** What has become of a mail. */
export type MailState = 'queued' | 'sent' | 'parked' | 'expired' | 'removed';

/** Whom a mail is about. The public id tells whether it is still the same user. */
export type MailedUser = Readonly<Required<Pick<QueuedMail, 'userId' | 'uniqueId'>>>;

/** What is known of a mail about a user. */
export interface KnownMail {
  id: string;
  acceptedAt: Date;
  sentAt: Date | null;
  /** `null` once it has left the queue, as its recipient; so is the recipient of one that is sent where the user is then. */
  template: string | null;
  to: string | null;
}

/** Whether a mail may be sent now. `over`: it was sent before, or is not to be sent any more. */
export type Turn = 'now' | 'over' | { readonly waitSeconds: number };

/** Mails and their queue. Each method throws `database_unavailable`. */
export abstract class MailsDal {
  /**
   * Queues a mail, in the open transaction if there is one. A second one of the same id is none.
   *
   * @param expiresInMs after this time it is parked instead of sent
   */
  abstract accept(mail: QueuedMail, expiresInMs: number): Promise<void>;

  /** Calls `wake` after each commit that has queued mails. */
  abstract whenQueued(wake: () => void): void;

  /** `undefined` if the mail is unknown. */
  abstract stateOf(id: string): Promise<MailState | undefined>;

  /**
   * Reserves the sending of a mail: one that has a turn keeps it for an hour. A recipient has at most
   * `perHour` turns in an hour.
   */
  abstract takeTurn(id: string, to: string, perHour: number): Promise<Turn>;

  /** Notes that a mail was sent. */
  abstract noteSent(id: string): Promise<void>;

  /**
   * What is known of the mails about a user: at most `limit` of the last 30 days, in the order of their ids, after
   * one of them. None about an earlier user of the id.
   */
  abstract listOf(user: MailedUser, after: string | undefined, limit: number): Promise<KnownMail[]>;

  /**
   * Removes all that is known of the mails about a user, queued ones included. Only the turns within
   * the last hour are still known, of no user: a new account gives its address no further ones.
   */
  abstract forget(userId: number): Promise<void>;
}
