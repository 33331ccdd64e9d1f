/** The rules of sending. An abstract class, so that it is its own token. */
export abstract class MailPolicy {
  /** After this time a mail that was not sent is parked. */
  abstract readonly expiresInMs: number;
  /** Mails to one recipient within an hour; further ones wait. */
  abstract readonly perRecipientAndHour: number;
  /** The least pause after a server has deferred a mail; it doubles with each further time. */
  abstract readonly deferSeconds: number;
}

/** Servers that defer unknown senders accept a mail after some minutes. */
const LONGEST_DEFER_SECONDS = 900;

/**
 * The pause after the mail server has deferred a mail.
 *
 * @param tries so far, at least 1
 */
export function deferSeconds({ deferSeconds: first }: MailPolicy, tries: number): number {
  return Math.min(LONGEST_DEFER_SECONDS, first * 2 ** (tries - 1));
}
