import { fixedLogin, type Login, PAGE_HEADERS, sessionLogin, type SessionLogin } from './login.js';
import { Transport, type TransportOptions } from './transport.js';

const ATTEMPTS = 5;
const TIMEOUT_MS = 30_000;
/** A replaced token leads to its successor for 10 s: all tries have to be in that time. */
const REFRESH = { attempts: 3, timeoutMs: 2_500, withinMs: 7_000 };

interface Connection {
  /** The address of the installation, such as `https://todo.example.com`; empty for a page of the same origin. */
  baseUrl: string;
  /** How to send requests: `fetch` by default. */
  fetch?: typeof fetch;
  /** How often a call that may be repeated is sent at most: 5 by default. */
  attempts?: number;
  /** The time limit of a request with its answer, in milliseconds: 30,000 by default. */
  timeoutMs?: number;
}

/**
 * Where to send calls, and for whom: `token` is an access token, `session` a login whose token is replaced when it is
 * old, or `cookie` of a page of the same origin. Without both, only calls that need no login succeed.
 */
export type ClientOptions = Connection &
  (
    | { token?: string; session?: undefined }
    | { token?: undefined; session: SessionLogin | 'cookie' }
  );

/** @throws TypeError if the address is none */
export function connect(options: ClientOptions): Transport {
  const {
    baseUrl,
    fetch = globalThis.fetch,
    attempts = ATTEMPTS,
    timeoutMs = TIMEOUT_MS,
  } = options;
  if (baseUrl) new URL(baseUrl);
  // Of a browser, fetch must not be called as a method.
  const send: typeof fetch = (url, request) => fetch(url, request);
  const connection = { baseUrl, fetch: send, attempts, timeoutMs };
  return new Transport(connection, loginOf(options, connection));
}

function loginOf({ token, session }: ClientOptions, connection: TransportOptions): Login {
  if (session === 'cookie') return fixedLogin(PAGE_HEADERS);
  if (session) return sessionLogin(session, (old) => refreshed(old, connection));
  return fixedLogin({ ...(token !== undefined && { token }) });
}

/** The successor of a token: the same one for 10 s, so that a lost answer loses no login. */
async function refreshed(token: string, connection: TransportOptions): Promise<string> {
  const transport = new Transport({ ...connection, ...REFRESH }, fixedLogin({ token }));
  const call = { method: 'POST', path: '/api/v1/auth/refresh', options: {} } as const;
  return (await transport.answer(call, true)).body as string;
}
