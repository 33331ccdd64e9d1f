import { basic } from '../support/client.js';
import { PASSWORD, type Person } from '../support/person.js';
import type { Call } from './origin.js';

/** As many as a flood sends before it begins again with the first. */
const DIFFERENT = 500;
/** Bytes of body that a request may have. */
const BODY_LIMIT = 64 * 1024;
const WRONG = 'not-the-passphrase';

/** Who attacks, with what one account has. */
export interface Attacker {
  person: Person;
  /** Items that it owns: one to change, one to share. */
  items: [number, number];
  /** Random numbers from a seed, from 0 to 1. */
  random(): number;
}

/** A flood of requests of one kind. */
export interface Attack {
  what: string;
  calls(attacker: Attacker): Call[];
}

/** One of each kind of route. */
export const ATTACKS: readonly Attack[] = [
  { what: 'lists', calls: ({ person }) => [todo(person, 'GET', 'get/all')] },
  {
    what: 'creates',
    calls: ({ person, random }) =>
      many(() => todo(person, 'POST', 'create', { title: word(random), status: 'PENDING' })),
  },
  {
    what: 'updates of one item',
    calls: ({ person, items: [id] }) =>
      ['DONE', 'PENDING'].map((status) => todo(person, 'PATCH', 'update', { id, status })),
  },
  {
    what: 'deletions by name',
    calls: ({ person, random }) =>
      many(() => word(random)).flatMap((title) => [
        todo(person, 'POST', 'create', { title, status: 'PENDING' }),
        todo(person, 'DELETE', `delete/${title}`),
      ]),
  },
  {
    what: 'invitations of strangers',
    calls: ({ person, items: [, id], random }) =>
      many(() => todo(person, 'POST', `items/${id}/users`, { email: email(random) })),
  },
  {
    what: 'logins with the right password',
    calls: ({ person }) => [logIn('auth/login', person.email, PASSWORD)],
  },
  {
    what: 'logins with a wrong password',
    calls: ({ person }) => [logIn('auth/login', person.email, WRONG)],
  },
  {
    what: 'logins of unknown emails',
    calls: ({ random }) => many(() => logIn('auth/login', email(random), WRONG)),
  },
  { what: 'refreshes', calls: ({ person }) => [todo(person, 'POST', 'auth/refresh')] },
  {
    what: 'registrations',
    calls: ({ random }) =>
      many(() =>
        call('POST', 'users/create', { json: { email: email(random), password: PASSWORD } }),
      ),
  },
  {
    what: 'logins and logouts of a page',
    calls: ({ person }) => [
      logIn('auth/page-login', person.email, PASSWORD),
      call('POST', 'auth/page-logout', { headers: { 'x-seam-page': '1' } }),
    ],
  },
  {
    what: 'what is not there',
    calls: ({ random }) => many(() => call('GET', word(random))),
  },
  {
    what: 'bodies that are no JSON',
    calls: ({ person: { token } }) => [
      call('POST', 'create', { headers: { token }, raw: '{"title": "' }),
    ],
  },
  {
    what: 'bodies at the limit',
    calls: ({ person: { token } }) => [
      call('POST', 'create', { headers: { token }, raw: `"${'x'.repeat(BODY_LIMIT - 2)}"` }),
    ],
  },
  {
    what: 'bodies beyond the limit',
    calls: ({ person: { token } }) => [
      call('POST', 'create', { headers: { token }, raw: `"${'x'.repeat(BODY_LIMIT)}"` }),
    ],
  },
  {
    what: 'probes',
    calls: () => ['/healthz', '/readyz'].map((path) => ({ method: 'GET', path })),
  },
  {
    what: 'deletions of the own account with a wrong password',
    calls: ({ person: { email: own, token } }) => [
      call('DELETE', 'users/delete', { headers: { token, authorization: basic(own, WRONG) } }),
    ],
  },
];

function call(method: string, path: string, more: Partial<Call> = {}): Call {
  return { method, path: `/api/v1/${path}`, ...more };
}

function todo({ token }: Person, method: string, path: string, json?: unknown): Call {
  return call(method, path, { headers: { token }, json });
}

function logIn(path: string, who: string, password: string): Call {
  return call('POST', path, { headers: { authorization: basic(who, password) } });
}

function many<T>(make: () => T): T[] {
  return Array.from({ length: DIFFERENT }, make);
}

function word(random: () => number): string {
  return `w${Math.floor(random() * 2 ** 32).toString(36)}`;
}

function email(random: () => number): string {
  return `${word(random)}@example.com`;
}
