import type { UserRef } from '../user-ref.js';

/** A mail to who is invited. */
export interface InvitationMail {
  to: string;
  locale?: string | undefined;
  sender: UserRef;
  senderEmail: string;
  /** The address of the page. */
  page: string;
}

/** Sends mails to people who are invited. */
export abstract class InvitationMails {
  /** Sends a mail if the open transaction commits. Does nothing if this installation sends no mails. */
  abstract send(mail: InvitationMail): Promise<void>;
}
