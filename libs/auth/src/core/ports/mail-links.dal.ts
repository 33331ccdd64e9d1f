/** What a link is for. */
export type LinkPurpose = 'password-reset' | 'email-confirm' | 'email-change' | 'email-undo';

/** A link that a mail carries. */
export interface MailLink {
  /** The hash of its token, which is not stored. */
  tokenHash: string;
  purpose: LinkPurpose;
  userId: number;
  /** The address that it proves or restores. */
  email?: string | undefined;
  expiresAt: Date;
}

/** Stores links that mails carry. Those of a deleted user are deleted. */
export abstract class MailLinksDal {
  /** Adds a link; nothing if its user is deleted meanwhile. */
  abstract add(link: MailLink): Promise<void>;

  /** The link with this token, also an expired one. */
  abstract find(
    purposes: readonly LinkPurpose[],
    tokenHash: string,
  ): Promise<MailLink | undefined>;

  /** Deletes all links of a user for this purpose; `false` if the one with this token was not among them. */
  abstract consume(link: MailLink): Promise<boolean>;

  /** Deletes all links of a user. */
  abstract removeOf(userId: number): Promise<void>;

  /**
   * Deletes some links that have expired.
   *
   * @returns whether there may be more
   */
  abstract sweep(now: Date): Promise<boolean>;
}
