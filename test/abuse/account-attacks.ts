import { PASSWORD } from '../support/person.js';
import { type Attack, LIMITED, MANY, SOME, WRONG } from './attack.js';
import type { Call } from './origin.js';

/** The kinds of route that version 2 adds, if they cost more than reading a row. */
export const ACCOUNT_ATTACKS: readonly Attack[] = [
  {
    what: 'logins of version 2 with a wrong password',
    served: { 401: SOME },
    refused: LIMITED,
    calls: ({ person: { email: own } }) => [
      account('POST', 'sessions', { json: { email: own, password: WRONG } }),
    ],
  },
  {
    what: 'changes of the password with a wrong one',
    served: { 401: SOME },
    refused: LIMITED,
    isLong: true,
    calls: ({ person: { token } }) => [
      account('PUT', 'password', {
        headers: { token },
        json: { current_password: WRONG, new_password: `${PASSWORD}-2` },
      }),
    ],
  },
  {
    what: 'offers of an app, each with a QR code',
    served: { 201: SOME },
    refused: LIMITED,
    calls: ({ person: { token } }) => [account('POST', 'totp', { headers: { token } })],
  },
  {
    what: 'options of passkeys, without a session',
    served: { 200: MANY },
    calls: () => [account('POST', 'sessions/passkey-options', { json: {} })],
  },
  {
    what: 'audits',
    served: { 200: MANY },
    isLong: true,
    calls: ({ person: { token } }) => [account('GET', 'audit', { headers: { token } })],
  },
  {
    // Only so many at once; TOO_BUSY of the floods is their refusal.
    what: 'exports',
    served: { 200: MANY },
    isLong: true,
    calls: ({ person: { token } }) => [account('GET', 'export', { headers: { token } })],
  },
];

function account(method: string, path: string, more: Partial<Call>): Call {
  return { method, path: `/api/v2/account/${path}`, ...more };
}
