import type { NewInvitation, Person } from '../support/person.js';
import { type Attack, type Attacker, LIMITED, MANY } from './attack.js';
import type { Call } from './origin.js';

/** Items to search: the most that one request makes. */
const MANY_ITEMS = 500;
/** So some requests are done within the measurement, beside thousands that are refused. */
const OPERATIONS = 100;
/** So a body has some 120 kB: some of those of one address are admitted at once, and others wait for room. */
const NOTES = 1_000;
/** Each is a request of {@link OPERATIONS}: there is a limit of writes. */
const FEW = 1;
const MEMBERS = 10;
/** All items have a word with this beginning. */
const WORDS = 'w';

/** The kinds of route of version 2 for items, if they cost more than those of version 1. */
export const ITEM_ATTACKS: readonly Attack[] = [
  {
    what: 'many new items at once, all or none',
    // 409: the account has its most items.
    served: { 200: FEW, 409: 0 },
    refused: LIMITED,
    isLong: true,
    calls: ({ person, random }) => [
      items(person, 'POST', '/bulk', {
        atomic: true,
        operations: newItems(OPERATIONS, random, { notes: 'x'.repeat(NOTES) }),
      }),
    ],
  },
  {
    what: 'searches that find all items',
    served: { 200: MANY },
    isLong: true,
    calls: async ({ person, random }) => {
      const operations = newItems(MANY_ITEMS, random, {});
      await done(200, person.v2('POST', 'items/bulk', { atomic: true, operations }));
      return [items(person, 'GET', `?text=${WORDS}&limit=100`)];
    },
  },
  {
    what: 'items that are filed in a list of many, and taken from it',
    served: { 200: MANY },
    refused: LIMITED,
    isLong: true,
    calls: async (attacker) => {
      const list = await sharedList(attacker);
      return attacker.items
        .flatMap((id) => [list, null].map((list_id) => ({ id, list_id })))
        .map(({ id, list_id }) => items(attacker.person, 'PATCH', `/${id}`, { list_id }));
    },
  },
];

function newItems(length: number, random: () => number, fields: object): object[] {
  return Array.from({ length }, () => {
    const title = `${WORDS}${Math.floor(random() * 2 ** 32).toString(36)}`;
    return { op: 'create', title, ...fields };
  });
}

/** The id of a list that the attacker shares with {@link MEMBERS}. */
async function sharedList({ person, arrive }: Attacker): Promise<number> {
  const { id } = await done(201, person.v2<{ id: number }>('POST', 'lists', { name: 'many' }));
  for (let i = 0; i < MEMBERS; i++) {
    const member = await arrive();
    const { email } = member;
    const path = `lists/${id}/members`;
    const invitation = await done(202, person.v2<NewInvitation>('POST', path, { email }));
    await done(200, member.accept(invitation.id));
  }
  return id;
}

async function done<Body>(
  status: number,
  answer: Promise<{ status: number; text: string; body: Body }>,
): Promise<Body> {
  const { status: actual, text, body } = await answer;
  if (actual !== status) throw new Error(`${actual} ${text}`);
  return body;
}

function items({ token }: Person, method: string, path: string, json?: unknown): Call {
  const headers = { token, ...(method === 'PATCH' && { 'if-match': '*' }) };
  return { method, path: `/api/v2/items${path}`, headers, json };
}
