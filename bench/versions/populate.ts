import type { RunningContestant } from '../contestants/contestant.js';
import { PASSWORD } from '../database/profile.js';
import type { LoadRequest } from '../load/load-plan.js';
import type { Status } from '../workloads/requests.js';

const AT_ONCE = 32;
const ITEMS_EACH = 20;
type Address = RunningContestant['url'];
const JSON_TYPE = { 'content-type': 'application/json' };

/** A registered user, with the headers of their requests. */
export interface Inhabitant {
  email: string;
  headers: Record<string, string>;
  /** The ids of their items. */
  items: number[];
}

/**
 * Registers users, logs them in, and gives each 20 items, through the public API, which is the same
 * in every version with any schema.
 */
export async function populate(url: Address, users: number): Promise<Inhabitant[]> {
  const numbers = Array.from({ length: users }, (_, i) => i);
  const inhabitants: Inhabitant[] = [];
  for (let i = 0; i < users; i += AT_ONCE) {
    const some = numbers.slice(i, i + AT_ONCE).map((n) => settle(url, n));
    inhabitants.push(...(await Promise.all(some)));
  }
  return inhabitants;
}

export function logIn({ email, headers }: Inhabitant): LoadRequest {
  const authorization = `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;
  const address = headers['x-forwarded-for']!;
  const path = '/api/v1/auth/login';
  return { method: 'POST', path, headers: { authorization, 'x-forwarded-for': address } };
}

export function getAll({ headers }: Inhabitant): LoadRequest {
  return { method: 'GET', path: '/api/v1/get/all', headers };
}

/** Answers whose session it is, as each request asks auth; auth itself asks its store each time. */
export function checkSession({ headers }: Inhabitant): LoadRequest {
  return { method: 'GET', path: '/api/v1/auth/session', headers };
}

export function create({ headers }: Inhabitant, title = 'item of the benchmark'): LoadRequest {
  const body = JSON.stringify({ title, status: 'PENDING' });
  return { method: 'POST', path: '/api/v1/create', headers: { ...headers, ...JSON_TYPE }, body };
}

/** Sets the status of an item of the user, another one for each `turn`. */
export function update({ headers, items }: Inhabitant, turn: number, status: Status): LoadRequest {
  const body = JSON.stringify({ id: items[turn % items.length], title: 'item', status });
  return { method: 'PUT', path: '/api/v1/update', headers: { ...headers, ...JSON_TYPE }, body };
}

/** Registers one user, as {@link populate} does; each has a separate number. */
export async function settle(url: Address, n: number): Promise<Inhabitant> {
  const address = { 'x-forwarded-for': `10.0.${n >> 8}.${n & 255}` };
  const email = `user-${n}@bench.example`;
  const body = JSON.stringify({ email, password: PASSWORD });
  const headers = { ...address, ...JSON_TYPE };
  await send(url('auth'), { method: 'POST', path: '/api/v1/users/create', headers, body });
  const login = await send(url('auth'), logIn({ email, headers: address, items: [] }));
  const token = JSON.parse(login) as string;
  const inhabitant: Inhabitant = { email, headers: { ...address, token }, items: [] };
  let list = '';
  for (let i = 1; i <= ITEMS_EACH; i++)
    list = await send(url('todo'), create(inhabitant, `item ${i}`));
  const { pending } = JSON.parse(list) as { pending: { id: number }[] };
  return { ...inhabitant, items: pending.map(({ id }) => id) };
}

export async function send(
  url: string,
  { method, path, headers, body }: LoadRequest,
): Promise<string> {
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text;
}
