import { problemOf } from './problem.js';

/** Makes the cookie count: no page of another origin can send it. */
const PAGE_HEADER = { 'x-seam-page': '1' };

interface Options {
  /** Email and password, for what wants them. */
  credentials?: Credentials;
  /** Is sent as JSON. */
  json?: unknown;
  /** The request goes on when the page is left. */
  keepalive?: boolean;
  signal?: AbortSignal;
}

/** What a person proves who they are with. */
export interface Credentials {
  email: string;
  password: string;
}

/**
 * Asks the server and resolves to the body of the answer, `undefined` if it has none.
 *
 * @throws Problem for anything but a success, also if the server cannot be reached
 */
export async function call<Body = void>(
  method: string,
  path: string,
  { credentials, json, keepalive, signal }: Options = {},
): Promise<Body> {
  const request: RequestInit = {
    method,
    headers: {
      ...PAGE_HEADER,
      ...(credentials && { authorization: basic(credentials) }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(keepalive && { keepalive }),
    ...(signal && { signal }),
  };
  const response = await fetch(`/api/v1/${path}`, request).catch(() => undefined);
  if (!response?.ok) throw await problemOf(response);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as Body;
}

/** RFC 7617, in UTF-8. */
function basic({ email, password }: Credentials): string {
  const bytes = new TextEncoder().encode(`${email}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
