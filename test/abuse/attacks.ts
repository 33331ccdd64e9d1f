import { basic } from '../support/client.js';
import { PASSWORD, type Person } from '../support/person.js';
import { ACCOUNT_ATTACKS } from './account-attacks.js';
import { type Attack, LIMITED, MANY, SOME, WRONG } from './attack.js';
import { ITEM_ATTACKS } from './item-attacks.js';
import type { Call } from './origin.js';

/** As many as a flood sends before it starts again with the first. */
const DIFFERENT = 500;
/** The maximum bytes of a body. */
const BODY_LIMIT = 64 * 1024;

/** One per kind of route of version 1. */
const ATTACKS_OF_VERSION_1: readonly Attack[] = [
  { what: 'lists', served: { 200: MANY }, calls: ({ person }) => [todo(person, 'GET', 'get/all')] },
  {
    what: 'creates',
    served: { 201: MANY },
    calls: ({ person, random }) =>
      many(() => todo(person, 'POST', 'create', { title: word(random), status: 'PENDING' })),
  },
  {
    what: 'updates of one item',
    served: { 200: MANY },
    calls: ({ person, items: [id] }) =>
      ['DONE', 'PENDING'].map((status) => todo(person, 'PATCH', 'update', { id, status })),
  },
  {
    what: 'deletions by name',
    // Another connection may delete before this one has created.
    served: { 200: SOME, 201: MANY, 404: 0 },
    calls: ({ person, random }) =>
      many(() => word(random)).flatMap((title) => [
        todo(person, 'POST', 'create', { title, status: 'PENDING' }),
        todo(person, 'DELETE', `delete/${title}`),
      ]),
  },
  {
    what: 'invitations of strangers',
    // 409: the item has its most invitations. A slow machine does not get there.
    served: { 202: SOME, 409: 0 },
    calls: ({ person, items: [, id], random }) =>
      many(() => todo(person, 'POST', `items/${id}/users`, { email: email(random) })),
  },
  {
    what: 'logins with the right password',
    served: { 200: SOME },
    refused: LIMITED,
    calls: ({ person }) => [logIn('auth/login', person.email, PASSWORD)],
  },
  {
    what: 'logins with a wrong password',
    served: { 401: SOME },
    refused: LIMITED,
    isLong: true,
    calls: ({ person }) => [logIn('auth/login', person.email, WRONG)],
  },
  {
    what: 'logins of unknown emails',
    served: { 401: SOME },
    refused: LIMITED,
    calls: ({ random }) => many(() => logIn('auth/login', email(random), WRONG)),
  },
  {
    what: 'refreshes',
    served: { 200: MANY },
    // In the long form the token is used after its replacement and grace period: its chain ends.
    refused: '401',
    calls: ({ person }) => [todo(person, 'POST', 'auth/refresh')],
  },
  {
    what: 'registrations',
    served: { 201: SOME },
    refused: LIMITED,
    calls: ({ random }) =>
      many(() =>
        call('POST', 'users/create', { json: { email: email(random), password: PASSWORD } }),
      ),
  },
  {
    what: 'logins of a page, and logouts without a session',
    served: { 200: SOME, 401: SOME },
    refused: LIMITED,
    calls: ({ person }) => [
      logIn('auth/page-login', person.email, PASSWORD),
      call('POST', 'auth/page-logout', { headers: { 'x-seam-page': '1' } }),
    ],
  },
  {
    what: 'unknown addresses',
    served: { 404: MANY },
    calls: ({ random }) => many(() => call('GET', word(random))),
  },
  {
    what: 'bodies that are not JSON',
    served: { 400: MANY },
    calls: ({ person: { token } }) => [
      call('POST', 'create', { headers: { token }, raw: '{"title": "' }),
    ],
  },
  {
    what: 'bodies at the limit',
    served: { 400: MANY },
    calls: ({ person: { token } }) => [
      call('POST', 'create', { headers: { token }, raw: `"${'x'.repeat(BODY_LIMIT - 2)}"` }),
    ],
  },
  {
    what: 'bodies beyond the limit',
    served: { 413: MANY },
    isLong: true,
    calls: ({ person: { token } }) => [
      call('POST', 'create', { headers: { token }, raw: `"${'x'.repeat(BODY_LIMIT)}"` }),
    ],
  },
  {
    what: 'probes',
    served: { 200: MANY },
    calls: () => ['/healthz', '/readyz'].map((path) => ({ method: 'GET', path })),
  },
  {
    what: 'deletions of the own account with a wrong password',
    served: { 401: SOME },
    refused: LIMITED,
    isLong: true,
    calls: ({ person: { email: own, token } }) => [
      call('DELETE', 'users/delete', { headers: { token, authorization: basic(own, WRONG) } }),
    ],
  },
];

/** One per kind of route. */
export const ATTACKS: readonly Attack[] = [
  ...ATTACKS_OF_VERSION_1,
  ...ACCOUNT_ATTACKS,
  ...ITEM_ATTACKS,
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
