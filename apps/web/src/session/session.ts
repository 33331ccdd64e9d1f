import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { sessionsQuery } from '../account/sessions-query.js';
import { readUser, type User } from '../api/auth.js';
import { Problem } from '../api/problem.js';
import { Store } from '../store.js';
import { forgetDrafts } from './drafts.js';
import { keepUnsent } from './unsent.js';

const USER = ['user'];

/** Why the user is logged out, if there is a reason to show. */
export type LogoutReason = 'expired' | 'loggedOut' | 'accountDeleted' | 'passwordReset';

export const logoutReason = new Store<LogoutReason | undefined>(undefined);

/** The user before the session ended. Their email and unsent text are kept. */
let lastUser: User | undefined;

/** The user who is logged in: `null` if none is, `undefined` while it is unknown. */
export function useUser() {
  const client = useQueryClient();
  return useQuery({ queryKey: USER, queryFn: ({ signal }) => readUserOrNull(client, signal) });
}

async function readUserOrNull(client: QueryClient, signal: AbortSignal): Promise<User | null> {
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

/** Logs out when another tab logs out or deletes the account. */
export function followOtherTabs(client: QueryClient): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<LogoutReason>) =>
    endSessionHere(client, data),
  );
}

/** Call it after a login: loads the user and shows the list. */
export async function enter(client: QueryClient): Promise<void> {
  const user = arrive(client, await readUser());
  logoutReason.set(undefined);
  client.setQueryData(USER, user);
}

/** Loads the user again, after a change of the account. */
export async function refreshUser(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: USER });
}

/**
 * Whether there is still a session here, after one may have ended: a request tells. The query client
 * notices the end.
 */
export async function isStillLoggedIn(client: QueryClient): Promise<boolean> {
  return client.fetchQuery({ ...sessionsQuery, retry: false }).then(
    () => true,
    () => false,
  );
}

/** Shows the login screen with a reason, also in other tabs. Only an expired session keeps unsent text. */
export function leave(client: QueryClient, reason: LogoutReason): void {
  endSessionHere(client, reason);
  if (reason !== 'expired') channel?.postMessage(reason);
}

function endSessionHere(client: QueryClient, reason: LogoutReason): void {
  if (client.getQueryData(USER) === null) return;
  if (reason !== 'expired') forget();
  logoutReason.set(reason);
  client.setQueryData(USER, null);
  clear(client);
}

/** The email of the expired session, to prefill the form. */
export function lastEmail(): string {
  return lastUser?.email ?? '';
}

/** The user may change without a login here: other tabs share the cookie. */
function arrive(client: QueryClient, user: User): User {
  if (lastUser && lastUser.id !== user.id) {
    forget();
    clear(client);
  }
  lastUser = user;
  return user;
}

/** Removes everything of a user, pending changes too: they must not be sent for another user. */
function clear(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== USER[0] });
  client.getMutationCache().clear();
}

function forget(): void {
  lastUser = undefined;
  forgetDrafts();
  keepUnsent([]);
}
