/** A rendered mail. */
export interface Mail {
  /** Names the mail for good: a repetition has the same. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** How a try to send a mail has ended. */
export type SendResult =
  | { state: 'delivered' }
  /** It will never succeed. */
  | { state: 'refused'; code: string }
  /** It may succeed later: no sooner than this. In an outage no other mail can be sent either. */
  | { state: 'failed'; code: string; isOutage: boolean; retryAfterSeconds?: number };

/** Hands mails over to a mail server, or to something in its place. */
export abstract class MailTransport {
  /** It never rejects. No result contains an address or content. */
  abstract send(mail: Mail): Promise<SendResult>;
}
