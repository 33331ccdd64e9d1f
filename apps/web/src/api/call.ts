import { type Credentials, PAGE_HEADERS } from '#client';
import { problemOf } from './problem.js';

interface Options {
  /** Email and password, sent as Basic credentials. */
  credentials?: Credentials;
  /** Sent as JSON. */
  json?: unknown;
  /** The request continues when the page is closed. */
  keepalive?: boolean;
  signal?: AbortSignal;
  /** The last event that a stream has brought. */
  lastEvent?: string | undefined;
}

/**
 * Sends a request and resolves to the body of the response, `undefined` if it has none.
 *
 * @param path below `/api/`, with the version
 * @throws Problem for anything but a success, and if the server cannot be reached
 */
export async function call<Body = void>(
  method: string,
  path: string,
  options: Options = {},
): Promise<Body> {
  const text = await (await send(method, path, options)).text();
  return (text ? JSON.parse(text) : undefined) as Body;
}

/** Sends a request, as {@link call} does, and resolves to the response. */
export async function send(
  method: string,
  path: string,
  { credentials, json, keepalive, signal, lastEvent }: Options = {},
): Promise<Response> {
  const request: RequestInit = {
    method,
    headers: {
      ...PAGE_HEADERS,
      ...(credentials && { authorization: basic(credentials) }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(lastEvent !== undefined && { 'last-event-id': lastEvent }),
    },
    // Of `undefined`, this is undefined.
    body: JSON.stringify(json),
    keepalive,
    signal,
  };
  const response = await fetch(`/api/${path}`, request).catch(() => undefined);
  if (!response?.ok) throw await problemOf(response);
  return response;
}

/** RFC 7617, in UTF-8. */
function basic({ email, password }: Credentials): string {
  const bytes = new TextEncoder().encode(`${email}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
