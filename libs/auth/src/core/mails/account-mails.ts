/** A mail about an account. */
export interface AccountMail {
  /** The name of a template of mail, such as `password-changed`. */
  template: string;
  /** The address of the recipient. */
  to: string;
  /** The user whom it is about: it is not sent once that user is deleted. */
  userId?: number;
  /** The public id of that user, so that no later user of the same id is meant. */
  uniqueId?: string;
  /** A language tag, such as `de`; English without it. */
  locale?: string;
  /** What the template inserts. */
  data?: Readonly<Record<string, string>>;
  /** The same, for what must not be read in a database, such as a link. */
  secrets?: Readonly<Record<string, string>>;
  /** A mail that cannot be handed to mail within this time is not sent, in milliseconds; 23 hours without it. */
  expiresInMs?: number;
}

/** Sends mails about accounts. */
export abstract class AccountMails {
  /**
   * Whether mails are sent: this installation has the context mail. A feature that needs mails has to
   * refuse without it.
   */
  abstract readonly isOn: boolean;

  /**
   * Sends a mail if the open transaction commits: call it within that of the change, last. Does nothing
   * if mails are not sent.
   *
   * @throws ServiceError `validation_failed` for what is no address, or too long
   */
  abstract send(mail: AccountMail): Promise<void>;
}
