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
  /** Adds a link; `false` if its user is deleted meanwhile. */
  abstract add(link: MailLink): Promise<boolean>;

  /** The link with this token, also an expired one. */
  abstract find(purposes: readonly LinkPurpose[], tokenHash: string): Promise<MailLink | undefined>;

  /**
   * Deletes a link, and all others of its user for the same purpose. Of links that undo a change of the
   * email, only later ones: who has taken over an account cannot take the first undo from its owner.
   *
   * @returns `false` if the link was gone
   */
  abstract consume(link: MailLink): Promise<boolean>;

  /**
   * Deletes the link that restores this email of a user, unless it has expired, and those that undo later
   * changes; `false` if there is none.
   */
  abstract removeUndo(userId: number, email: string, now: Date): Promise<boolean>;

  /** Deletes all links of a user but those that undo a change of the email. */
  abstract removeOf(userId: number): Promise<void>;

  /**
   * Deletes some links that have expired.
   *
   * @returns whether there may be more
   */
  abstract sweep(now: Date): Promise<boolean>;
}
