/** Who may log in, beside a right password. */
export class LoginPolicy {
  /** @param requiresVerifiedEmail whether only users log in who have proven their email */
  constructor(readonly requiresVerifiedEmail: boolean) {}
}
