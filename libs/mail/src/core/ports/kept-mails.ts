import type { Mail } from './mail-transport.js';

/** A mail that was kept instead of sent. */
export interface KeptMail extends Mail {
  /** In ISO 8601. */
  readonly at: string;
}

/** Mails that are kept in development, instead of sent. */
export abstract class KeptMails {
  /** The newest ones, newest first. */
  abstract list(): Promise<KeptMail[]>;

  /** `undefined` if there is none of this id. */
  abstract find(id: string): Promise<KeptMail | undefined>;
}
