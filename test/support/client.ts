import { randomBytes } from 'node:crypto';

/** A response. */
export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; `undefined` if it is not JSON. */
  body: Body;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  token?: string;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent unchanged. */
  raw?: string | Uint8Array<ArrayBuffer>;
}

/** Sends a request and reads the response completely; of a stream, which has no end, nothing. */
export async function send<Body = unknown>(
  method: string,
  url: string,
  { headers, token, json, raw }: RequestOptions = {},
): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { token }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(raw !== undefined && { body: raw }),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? '' : await response.text();
  if (isStream) await response.body!.cancel();
  return { status: response.status, headers: response.headers, text, body: parse<Body>(text) };
}

/** The value of an `Authorization: Basic` header. */
export function basic(email: string, password: string): string {
  return `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
}

/** An email that no other test uses. */
export function anyEmail(): string {
  return `user-${randomBytes(8).toString('hex')}@example.com`;
}

function parse<Body>(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return undefined as Body;
  }
}
