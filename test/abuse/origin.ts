import { Agent, request } from 'node:http';

/** Where a client is, as the server sees it. */
export interface Origin {
  headers: Record<string, string>;
  /** The address of the loopback interface that its connections come from. */
  localAddress: string;
}

/** Ways to have many addresses on one machine. */
export const ORIGINS: { name: string; proxies: string; origin: (index: number) => Origin }[] = [
  {
    name: 'behind a proxy',
    proxies: '127.0.0.1',
    origin: (index) => ({
      headers: { 'x-forwarded-for': `198.51.100.${index}` },
      localAddress: '127.0.0.1',
    }),
  },
  {
    name: 'connected directly',
    proxies: 'none',
    origin: (index) => ({ headers: {}, localAddress: `127.0.0.${index + 2}` }),
  },
];

export interface Call {
  method: string;
  path: string;
  headers?: Record<string, string>;
  json?: unknown;
}

export interface Outcome {
  status: number;
  text: string;
  ms: number;
}

/** Sends a request from somewhere over a connection of its own, and reads the answer whole. */
export function callFrom({ headers, localAddress }: Origin, url: string, call: Call) {
  return new Promise<Outcome>((resolve, reject) => {
    const start = performance.now();
    const body = call.json === undefined ? undefined : JSON.stringify(call.json);
    const sent = request(new URL(call.path, url), {
      method: call.method,
      localAddress,
      agent: new Agent(),
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
