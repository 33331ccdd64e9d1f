/** The number of users, and of their items. */
export interface Profile {
  name: string;
  users: number;
  itemsPerUser: number;
  /** How many of them send requests: 1,000 without it. */
  visitors?: number;
}

export const SMALL: Profile = { name: 'small', users: 1_000, itemsPerUser: 20 };
export const LARGE: Profile = { name: 'large', users: 100_000, itemsPerUser: 20 };
export const ALL_VISIT: Profile = { ...LARGE, name: 'all_visit', visitors: LARGE.users };

/** The maximum number of users who send requests. */
const VISITORS = 1_000;

export const PASSWORD = 'a-passphrase-of-the-benchmark';

export function itemsOf({ users, itemsPerUser }: Profile): number {
  return users * itemsPerUser;
}

/** Users add items alternately, so that the items of one user are scattered, as in production. */
export function itemIdsOf(userId: number, { users, itemsPerUser }: Profile): number[] {
  return Array.from({ length: itemsPerUser }, (_, turn) => userId + turn * users);
}

/** The users with a session: spread over all users. */
export function visitorIds({ users, visitors = VISITORS }: Profile): number[] {
  const count = Math.min(users, visitors);
  return Array.from({ length: count }, (_, i) => 1 + Math.floor((i * users) / count));
}

// The same three in SQL: seed.ts.
export const emailOf = (userId: number) => `user-${userId}@bench.example`;
export const uniqueIdOf = (userId: number) =>
  `00000000-0000-4000-8000-${userId.toString(16).padStart(12, '0')}`;
export const sessionIdOf = (userId: number) => `s${String(userId).padStart(21, '0')}`;
