import type { Service } from '../contestants/contestant.js';
import type { Profile } from '../database/profile.js';
import { CONNECTIONS, type LoadRequest } from '../load/load-plan.js';
import type { Visitor } from '../tokens.js';
import { create, getAll, logIn, type Status, update } from './requests.js';

export interface Workload {
  name: string;
  service: Service;
  /**
   * A workload that makes lists longer is measured over a number of requests, not a time: otherwise
   * the faster contestant would have the longer lists to return.
   */
  requestsPerRound?: number;
  /** The only status of each response; any of 2xx without it. */
  status?: number;
  requests(visitors: Visitor[], profile: Profile): LoadRequest[];
}

const MIXED_CREATES = 15;
const MIXED_UPDATES = 5;
const HUNDRED = 100;
/** No common factor with 100: neighbours in the order get different requests. */
const STRIDE = 37;

export const ONE_TOKEN: Workload = {
  name: 'get/all, 1 token',
  service: 'todo',
  requests: ([visitor]) => [getAll(visitor!)],
};

/** Lists of this many users in turn. */
export function listsWith(tokens: number): Workload {
  return {
    name: `get/all, ${tokens.toLocaleString('en')} tokens`,
    service: 'todo',
    requests: (visitors) => visitors.map(getAll),
  };
}

export const MANY_TOKENS = listsWith(1_000);

export const CREATE: Workload = {
  name: 'create',
  service: 'todo',
  requestsPerRound: 5_000,
  requests: (visitors) => visitors.map(create),
};

/**
 * Requests of all visitors with one status, then of all with the other. Connections begin at different
 * places, half of them in the second part, which is shifted by half of their distance: the two statuses of an
 * item alternate, so that each update is a change, and no two of them are at the same time.
 */
export function inTurn<V>(
  visitors: readonly V[],
  request: (visitor: V, turn: number, status: Status) => LoadRequest,
): LoadRequest[] {
  const done = visitors.map((visitor, i) => request(visitor, i, 'DONE'));
  const pending = visitors.map((visitor, i) => request(visitor, i, 'PENDING'));
  const shift = Math.floor(visitors.length / CONNECTIONS);
  return [...done, ...pending.slice(shift), ...pending.slice(0, shift)];
}

export const UPDATE: Workload = {
  name: 'update',
  service: 'todo',
  requests: (visitors, profile) =>
    inTurn(visitors, (visitor, i, status) => update(visitor, profile, i, status)),
};

/** 80 reads, 15 creates and 5 updates in a hundred, well mixed. */
export const MIXED: Workload = {
  name: 'mixed 80/15/5',
  service: 'todo',
  requestsPerRound: 10_000,
  requests: (visitors, profile) =>
    inTurn(visitors, (visitor, i, status) => {
      const draw = (i * STRIDE) % HUNDRED;
      if (draw < MIXED_UPDATES) return update(visitor, profile, i, status);
      return draw < MIXED_UPDATES + MIXED_CREATES ? create(visitor) : getAll(visitor);
    }),
};

export const LOGIN: Workload = {
  name: 'login',
  service: 'auth',
  requests: (visitors) => visitors.map(logIn),
};
