import { navigate } from '../location.js';
import { Store } from '../store.js';
import { RESET_PATH, tokenIn } from './token-in.js';

/** The token of the link in the mail. Only this page has it, until it is reloaded. */
export const linkToken = new Store<string | undefined>(undefined);

/**
 * Takes the token out of the address and of its history entry, before the first screen is shown. Call
 * it again when the fragment changes: the page is not loaded anew for a second link.
 */
export function takeLinkToken(): void {
  const { pathname, hash } = window.location;
  if (pathname !== RESET_PATH || !hash) return;
  linkToken.set(tokenIn(hash));
  navigate(pathname, { replace: true });
}
