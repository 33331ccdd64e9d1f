import { QueryClient, useQuery } from '@tanstack/react-query';
import { readUser, type User } from '../api/auth.js';
import { Problem } from '../api/problem.js';
import { Store } from '../store.js';
import { forgetDrafts } from './drafts.js';

const USER = ['user'];

/** Why nobody is logged in, where there is more to say than that. */
export type Farewell = 'expired' | 'loggedOut' | 'accountDeleted';

export const farewell = new Store<Farewell | undefined>(undefined);

/** Whose page this was before the session ended: their email, and what they had typed, is kept. */
let lastUser: User | undefined;

/** The user who is logged in, `null` if nobody is, `undefined` as long as it is not known. */
export function useUser() {
  return useQuery({ queryKey: USER, queryFn: ({ signal }) => readUserOrNobody(signal) });
}

async function readUserOrNobody(signal: AbortSignal): Promise<User | null> {
  try {
    return arrive(await readUser(signal));
  } catch (error) {
    if (error instanceof Problem && (error.isSessionOver || error.code === 'user_not_found')) {
      return null;
    }
    throw error;
  }
}

/** To be called after a login: reads who it is, and shows them their page. */
export async function enter(client: QueryClient): Promise<void> {
  const user = arrive(await readUser());
  farewell.set(undefined);
  client.setQueryData(USER, user);
}

/** Shows the login, and says why. Only an expired session keeps what was typed. */
export function leave(client: QueryClient, reason: Farewell): void {
  if (client.getQueryData(USER) === null) return;
  if (reason !== 'expired') forget();
  farewell.set(reason);
  client.setQueryData(USER, null);
  // Mutations too: what waits to be sent must not go out under the name of whoever logs in next.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== USER[0] });
  client.getMutationCache().clear();
}

/** The email of whose session has expired, to spare them the typing. */
export function lastEmail(): string {
  return lastUser?.email ?? '';
}

function arrive(user: User): User {
  if (lastUser && lastUser.id !== user.id) forget();
  lastUser = user;
  return user;
}

function forget(): void {
  lastUser = undefined;
  forgetDrafts();
}
