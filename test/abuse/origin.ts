import { Agent, request } from 'node:http';

/** The origin of a client, as the server sees it. */
export interface Origin {
  headers: Record<string, string>;
  /** The loopback address that its connections use. */
  localAddress: string;
}

/** Each client has an address that the trusted proxy at 127.0.0.1 names. */
export const PROXIED = {
  name: 'behind a proxy',
  proxies: '127.0.0.1',
  origin: (index: number): Origin => ({
    headers: { 'x-forwarded-for': `198.51.${100 + (index >> 8)}.${index & 255}` },
    localAddress: '127.0.0.1',
  }),
};

/** Each client connects from a separate address. */
export const DIRECT = {
  name: 'connected directly',
  proxies: 'none',
  origin: (index: number): Origin => ({
    headers: {},
    localAddress: `127.0.${(index + 2) >> 8}.${(index + 2) & 255}`,
  }),
};

/** Ways to have many addresses on one machine. */
export const ORIGINS = [PROXIED, DIRECT];

export interface Call {
  method: string;
  path: string;
  headers?: Record<string, string>;
  json?: unknown;
  /** A raw body, in place of `json`. */
  raw?: string;
}

export interface Outcome {
  status: number;
  text: string;
  ms: number;
}

/** After this time the client gives up. */
const ANSWER_LIMIT_MS = 20_000;

/**
 * Sends a request from an origin, and reads the response completely.
 *
 * @param agent keeps connections; without one, the request has a separate connection
 */
export function callFrom(
  { headers, localAddress }: Origin,
  url: string,
  call: Call,
  agent = new Agent(),
) {
  return new Promise<Outcome>((resolve, reject) => {
    const start = performance.now();
    const body = bodyOf(call);
    const sent = request(new URL(call.path, url), {
      method: call.method,
      localAddress,
      agent,
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...call.headers,
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode!, text, ms: performance.now() - start }),
      );
    });
    sent.end(body);
  });
}

/** The JSON text to send; `undefined` if there is no body. */
export function bodyOf({ json, raw }: Call): string | undefined {
  return raw ?? (json === undefined ? undefined : JSON.stringify(json));
}
