import { PRODUCT } from '../product.js';
import { Freshness } from './freshness.js';

/** The session of a login, whose token the client replaces. No other program may use it. */
export interface SessionLogin {
  /** The token of the login, or the last one that `onToken` got. */
  token: string;
  /** Gets each new token, to store it. Calls wait until it is done, so it must make none. */
  onToken?: (token: string) => void | Promise<void>;
  /** A token that is older is replaced before the next call: milliseconds, 10 minutes by default. */
  refreshAfterMs?: number;
}

/** Asks for the successor of a token. */
export type Refresh = (token: string) => Promise<string>;

/** How requests say who sends them. */
export interface Login {
  headers(): Promise<Readonly<Record<string, string>>>;
  /**
   * Call it if a request with these headers was refused because its session has ended.
   *
   * @returns whether there is another token to try
   */
  renew(refused: Readonly<Record<string, string>>): Promise<boolean>;
  /** Call it with a token that has replaced that of the session. */
  adopt(token: string): Promise<void>;
}

/** A login that stays as it is: an access token, the cookie of a page, or none. */
export function fixedLogin(headers: Readonly<Record<string, string>>): Login {
  return { headers: async () => headers, renew: async () => false, adopt: async () => undefined };
}

/** Required with the session cookie: no page of another origin can send this header. */
export const PAGE_HEADERS = { [`x-${PRODUCT}-page`]: '1' };

/**
 * Replaces the token when it is old, and once if it is refused: it may have been replaced by a refresh whose answer
 * was lost. All calls that need it wait for one refresh.
 */
export function sessionLogin(session: SessionLogin, refresh: Refresh): Login {
  const fresh = new Freshness(session.token, session.refreshAfterMs);
  let running: Promise<boolean> | undefined;
  let refusedToken: string | undefined;

  const adopt = async (token: string) => {
    fresh.set(token);
    await session.onToken?.(token);
  };
  const replace = async (): Promise<boolean> => {
    const before = fresh.token;
    const next = await refresh(before).catch(() => undefined);
    if (next === undefined) return false;
    await adopt(next);
    return true;
  };
  const replaceOnce = () => (running ??= replace().finally(() => (running = undefined)));

  return {
    async headers() {
      if (running !== undefined || fresh.isOld()) await replaceOnce();
      return { token: fresh.token };
    },
    async renew({ token }) {
      if (token !== fresh.token) return true;
      if (refusedToken === token) return running ?? false;
      refusedToken = token;
      return replaceOnce();
    },
    adopt,
  };
}
