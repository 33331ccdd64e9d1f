/** An invitation to register. */
export interface Invitation {
  /** The only email that may register by it, in lower case, without surrounding space. */
  email: string;
  /** The hash of its token, which is not stored. */
  tokenHash: string;
  /** The public id of who has invited, or `operator`. */
  createdBy: string;
  expiresAt: Date;
}

/** Stores invitations: at most one per email. */
export abstract class InvitationsDal {
  /** Adds an invitation, instead of another one of the same email, which it resolves to: also an expired one. */
  abstract put(invitation: Invitation): Promise<Invitation | undefined>;

  /** The invitation with this token, also an expired one. */
  abstract find(tokenHash: string): Promise<Invitation | undefined>;

  /** Deletes the invitation with this token; `false` if it is gone. Of concurrent calls, one is `true`. */
  abstract consume(tokenHash: string): Promise<boolean>;

  /**
   * Deletes some invitations that have expired.
   *
   * @returns whether there may be more
   */
  abstract sweep(now: Date): Promise<boolean>;
}
