import { navigate } from '../location.js';
import { Store, useStore } from '../store.js';
import {
  CONFIRM_PATH,
  INVITATION_PATH,
  REGISTER_PATH,
  RESET_PATH,
  tokenIn,
  UNDO_PATH,
} from './token-in.js';

const PATHS = [RESET_PATH, CONFIRM_PATH, UNDO_PATH, REGISTER_PATH, INVITATION_PATH];

/** The link that was opened. Only this page has its token, until it is reloaded. */
const opened = new Store<{ path: string; token: string } | undefined>(undefined);

/** The token of the link to this path, if it was opened and is complete. */
export function useLinkToken(path: string): string | undefined {
  const link = useStore(opened);
  return link?.path === path ? link.token : undefined;
}

/** Where a login leads: to the invitation that was opened before it, or to the list. */
export function addressAfterLogin(): string {
  return opened.get()?.path === INVITATION_PATH ? INVITATION_PATH : '/';
}

/** Call it when the link was used. */
export function forgetLinkToken(): void {
  opened.set(undefined);
}

/**
 * Takes the token out of the address and of its history entry, before the first screen is shown. Call
 * it again when the fragment changes: the page is not loaded anew for a second link.
 */
export function takeLinkToken(): void {
  const { pathname: path, hash } = window.location;
  if (!PATHS.includes(path) || !hash) return;
  const token = tokenIn(hash);
  opened.set(token ? { path, token } : undefined);
  navigate(path, { replace: true });
}
