import type { Answer } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { type Credential, type Holder, NEXT } from './credentials.js';

/** The status for a credential that is valid, and for one that has ended. */
type Statuses = readonly [valid: number, ended: number];

interface Check {
  statuses: Statuses;
  use(holder: Holder): Promise<Answer>;
}

/** Uses a credential of each kind. All but the last one leave the others as they are. */
export const CHECKS: Record<Credential, Check> = {
  password: { statuses: [200, 401], use: (holder) => holder.logIn() },
  'own session': { statuses: [200, 401], use: (holder) => sessionOf(holder, holder.own) },
  'other sessions': { statuses: [200, 401], use: (holder) => sessionOf(holder, holder.other) },
  'access tokens': {
    statuses: [200, 401],
    use: (holder) => sessionOf(holder, holder.accessToken.token),
  },
  'email change': {
    // Another user has the address by then, so that a valid link is not used up.
    statuses: [409, 410],
    use: async (holder) => {
      const json = { email: holder.wanted, password: PASSWORD };
      await holder.send('POST', 'v1/users/create', { json });
      const link = { json: { token: holder.changeToken, password: PASSWORD } };
      return holder.send('POST', 'v2/email-confirmations/complete', link);
    },
  },
  'reset links': {
    statuses: [204, 410],
    use: (holder) => {
      const json = { token: holder.resetToken, new_password: NEXT };
      return holder.send('POST', 'v2/password-resets/complete', { json });
    },
  },
};

function sessionOf(holder: Holder, token: string): Promise<Answer> {
  return holder.send('GET', 'v1/auth/session', { token });
}
