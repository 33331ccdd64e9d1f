import { once } from 'node:events';
import { request } from 'node:http';
import { basic } from '../support/client.js';

/** A response, as far as limits are concerned. */
export interface Verdict {
  status: number;
  code: string | undefined;
  /** Seconds of `Retry-After`; `NaN` without one. */
  retryAfter: number;
  cookies: string[];
  text: string;
}

/** A request of a visitor. */
export interface Try {
  method?: string;
  /** Within version 1 of the API. */
  path?: string;
  headers?: Record<string, string>;
  json?: unknown;
}

let turn = 0;

/**
 * A client with a separate address: a trusted proxy names it in `X-Forwarded-For`, or it is the
 * loopback address of its connections.
 */
export class Visitor {
  constructor(
    private readonly urls: readonly string[],
    private readonly address: string,
    private readonly connectsFrom = '127.0.0.1',
  ) {}

  /** Each request goes to another replica than the last one of any visitor. */
  async send({ method = 'POST', path = 'auth/login', headers, json }: Try): Promise<Verdict> {
    const url = this.urls[turn++ % this.urls.length]!;
    const call = request(`${url}/api/v1/${path}`, {
      method,
      localAddress: this.connectsFrom,
      headers: {
        'x-forwarded-for': this.address,
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    call.end(json === undefined ? undefined : JSON.stringify(json));
    const [answer] = (await once(call, 'response')) as [AsyncIterable<Buffer> & Answer];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    return {
      status: answer.statusCode,
      code: answer.statusCode >= 400 ? (JSON.parse(text) as { code: string }).code : undefined,
      retryAfter: Number(answer.headers['retry-after']),
      cookies: answer.headers['set-cookie'] ?? [],
      text,
    };
  }

  logIn(email: string, password: string, headers: Record<string, string> = {}): Promise<Verdict> {
    return this.send({ headers: { authorization: basic(email, password), ...headers } });
  }

  register(email: string, password: string): Promise<Verdict> {
    return this.send({ path: 'users/create', json: { email, password } });
  }
}

interface Answer {
  statusCode: number;
  headers: { 'retry-after'?: string; 'set-cookie'?: string[] };
}

/** Runs `work` this many times, at most `atOnce` at the same time; all results in order. */
export async function manyTimes<T>(
  times: number,
  atOnce: number,
  work: (i: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const run = async () => {
    while (next < times) {
      const i = next++;
      results[i] = await work(i);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return results;
}

/** The number of responses per status. */
export function tally(verdicts: readonly Verdict[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of verdicts) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
