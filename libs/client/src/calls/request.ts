import type { CommonOptions, Credentials, Method } from '../operation.types.js';

/** A call whose types were checked before. */
export interface Call {
  method: Method;
  path: string;
  options: CommonOptions & {
    path?: object;
    query?: object;
    headers?: object;
    body?: unknown;
  };
}

type Value = string | number | boolean | undefined;

/** The address of a call. @throws TypeError if a name in its path has no value */
export function urlOf(baseUrl: string, { path, options }: Call): string {
  const values = new Map(Object.entries(options.path ?? {}) as [string, Value][]);
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined || value === '') throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {}) as [string, Value][]) {
    if (value !== undefined) query.append(name, String(value));
  }
  const text = query.toString();
  return `${baseUrl.replace(/\/+$/, '')}${place}${text && `?${text}`}`;
}

/** The request of a call. */
export function requestOf(
  { method, options: { headers, body, credentials, keepalive } }: Call,
  login: Readonly<Record<string, string>>,
  key: string | undefined,
): RequestInit {
  return {
    method,
    // It would send the token to another address, and a POST as a GET.
    redirect: 'manual',
    headers: new Headers({
      ...login,
      ...(credentials && { authorization: basic(credentials) }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': quoted(key) }),
      ...headers,
    }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(keepalive && { keepalive }),
  };
}

/** A string of RFC 9651. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** RFC 7617, in UTF-8. */
function basic({ email, password }: Credentials): string {
  const bytes = new TextEncoder().encode(`${email}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
