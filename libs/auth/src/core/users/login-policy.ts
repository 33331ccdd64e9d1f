import type { LoginUser } from '../ports/users.dal.js';

type Knowledge = Pick<LoginUser, 'role' | 'hasSecondFactor'>;

/** What logins need, beside a right password. */
export class LoginPolicy {
  /**
   * @param requiresVerifiedEmail whether only users log in who have proven their email
   * @param adminsNeedSecondFactor whether administrators without a second factor are like other users
   */
  constructor(
    readonly requiresVerifiedEmail: boolean,
    readonly adminsNeedSecondFactor: boolean,
  ) {}

  /** The role that a session gets. */
  roleOf({ role, hasSecondFactor }: Knowledge): LoginUser['role'] {
    return this.adminsNeedSecondFactor && !hasSecondFactor ? 'user' : role;
  }
}
