import { itemIdsOf, PASSWORD, type Profile } from '../database/profile.js';
import type { LoadRequest } from '../load/load-plan.js';
import type { Visitor } from '../tokens.js';

export type Status = 'PENDING' | 'DONE';

const json = (token: string) => ({ token, 'content-type': 'application/json' });

export function getAll({ token }: Visitor): LoadRequest {
  return { method: 'GET', path: '/api/v1/get/all', headers: { token } };
}

export function create({ token }: Visitor): LoadRequest {
  const body = JSON.stringify({ title: 'item of the benchmark', status: 'PENDING' });
  return { method: 'POST', path: '/api/v1/create', headers: json(token), body };
}

/** Sets the status of one of the visitor's own items, another one at each `turn`. */
export function update(
  { userId, token }: Visitor,
  profile: Profile,
  turn: number,
  status: Status,
): LoadRequest {
  const place = turn % profile.itemsPerUser;
  const id = itemIdsOf(userId, profile)[place];
  const body = JSON.stringify({ id, title: `item ${1 + place}`, status });
  return { method: 'PUT', path: '/api/v1/update', headers: json(token), body };
}

export function logIn({ email }: Visitor): LoadRequest {
  const authorization = `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;
  return { method: 'POST', path: '/api/v1/auth/login', headers: { authorization } };
}
