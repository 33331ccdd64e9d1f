import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { readUser, type User } from '../api/auth.js';
import { Problem } from '../api/problem.js';
import { Store } from '../store.js';
import { forgetDrafts } from './drafts.js';
import { keepUnsent } from './unsent.js';

const USER = ['user'];

/** Why nobody is logged in, where there is more to say than that. */
export type Farewell = 'expired' | 'loggedOut' | 'accountDeleted';

export const farewell = new Store<Farewell | undefined>(undefined);

/** Whose page this was before the session ended: their email, and what they had typed, is kept. */
let lastUser: User | undefined;

/** The user who is logged in, `null` if nobody is, `undefined` as long as it is not known. */
export function useUser() {
  const client = useQueryClient();
  return useQuery({ queryKey: USER, queryFn: ({ signal }) => readUserOrNobody(client, signal) });
}

async function readUserOrNobody(client: QueryClient, signal: AbortSignal): Promise<User | null> {
  try {
    return arrive(client, await readUser(signal));
  } catch (error) {
    if (error instanceof Problem && (error.isSessionOver || error.code === 'user_not_found')) {
      return null;
    }
    throw error;
  }
}

const channel = 'BroadcastChannel' in window ? new BroadcastChannel('session') : undefined;

/** Follows another tab that logs out, or deletes the account: nothing of it stays on screen here. */
export function followOtherTabs(client: QueryClient): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Farewell>) =>
    leaveHere(client, data),
  );
}

/** To be called after a login: reads who it is, and shows them their page. */
export async function enter(client: QueryClient): Promise<void> {
  const user = arrive(client, await readUser());
  farewell.set(undefined);
  client.setQueryData(USER, user);
}

/** Shows the login, and says why, also in other tabs. Only an expired session keeps what was typed. */
export function leave(client: QueryClient, reason: Farewell): void {
  leaveHere(client, reason);
  if (reason !== 'expired') channel?.postMessage(reason);
}

function leaveHere(client: QueryClient, reason: Farewell): void {
  if (client.getQueryData(USER) === null) return;
  if (reason !== 'expired') forget();
  farewell.set(reason);
  client.setQueryData(USER, null);
  clear(client);
}

/** The email of whose session has expired, to spare them the typing. */
export function lastEmail(): string {
  return lastUser?.email ?? '';
}

/** It may be somebody else than before, also without a login here: another tab has the same cookie. */
function arrive(client: QueryClient, user: User): User {
  if (lastUser && lastUser.id !== user.id) {
    forget();
    clear(client);
  }
  lastUser = user;
  return user;
}

/** Removes what is somebody's: also what waits to be sent, and must not go out under another name. */
function clear(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== USER[0] });
  client.getMutationCache().clear();
}

function forget(): void {
  lastUser = undefined;
  forgetDrafts();
  keepUnsent([]);
}
