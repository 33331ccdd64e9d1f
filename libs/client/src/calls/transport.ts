import { ApiError, errorOf, UnreachableError } from '../errors.js';
import { isRepeatable, newKey, takesKey } from './keys.js';
import type { Login } from './login.js';
import { pause } from './pause.js';
import { type Call, requestOf, urlOf } from './request.js';
import { pauseAfter } from './retries.js';

/** An answer that is no error. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface TransportOptions {
  baseUrl: string;
  fetch: typeof fetch;
  /** How often a repeatable call is sent at most. */
  attempts: number;
  /** The time limit of a request with its answer. */
  timeoutMs: number;
  /** No try begins later after the first one: milliseconds. */
  withinMs?: number;
}

/** Sends calls, and repeats those that may be repeated. */
export class Transport {
  constructor(
    private readonly options: TransportOptions,
    private readonly login: Login,
  ) {}

  /**
   * Sends a call until it has an answer.
   *
   * @throws ApiError, UnreachableError; the reason of the signal of the call
   */
  async answer(
    call: Call,
    repeatable = isRepeatable(call.method, call.path),
  ): Promise<Answer<unknown>> {
    const key = takesKey(call.method, call.path) ? (call.options.key ?? newKey()) : undefined;
    const { signal } = call.options;
    const { attempts, withinMs = Infinity } = this.options;
    const end = Date.now() + withinMs;
    for (let failures = 1; ; failures++) {
      try {
        return await this.once(call, key);
      } catch (error) {
        const isLast = !repeatable || failures >= attempts;
        const ms = isLast ? undefined : pauseAfter(error, failures);
        if (ms === undefined || Date.now() + ms > end) throw error;
        await pause(ms, signal);
      }
    }
  }

  /**
   * Sends a call once, and resolves to its answer before the body is read. Throws as {@link answer} does.
   *
   * @param ended ends the request, also while the body is read
   */
  async open(call: Call, ended: AbortSignal, key?: string): Promise<Response> {
    const login = await this.login.headers();
    call.options.signal?.throwIfAborted();
    const first = await this.send(call, login, ended, key);
    if (isSuccess(first)) return first;
    const error = await errorOf(first);
    if (error.code !== 'session_ended' || !(await this.login.renew(login))) throw error;
    const second = await this.send(call, await this.login.headers(), ended, key);
    if (isSuccess(second)) return second;
    throw await errorOf(second);
  }

  /** One try with its time limit. */
  private async once(call: Call, key: string | undefined): Promise<Answer<unknown>> {
    const { signal } = call.options;
    signal?.throwIfAborted();
    const ended = new AbortController();
    const end = () => ended.abort();
    const timer = setTimeout(end, this.options.timeoutMs);
    signal?.addEventListener('abort', end);
    try {
      const response = await this.open(call, ended.signal, key);
      const text = await reached(response.text(), signal);
      const { status, headers } = response;
      const body = bodyOf(text, response);
      const token = replacedTokenIn(call, body);
      if (token !== undefined) await this.login.adopt(token);
      return { status, headers, body };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }

  private send(
    call: Call,
    login: Readonly<Record<string, string>>,
    ended: AbortSignal,
    key: string | undefined,
  ): Promise<Response> {
    const { baseUrl, fetch } = this.options;
    const request = { ...requestOf(call, login, key), signal: ended };
    return reached(fetch(urlOf(baseUrl, call), request), call.options.signal);
  }
}

/** @throws ApiError if it is not JSON: something else than the product has answered */
function bodyOf(text: string, { status, headers }: Response): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    throw new ApiError(status, {}, headers);
  }
}

/** The token of an answer that replaces that of the session. */
function replacedTokenIn({ path }: Call, body: unknown): string | undefined {
  if (path === '/api/v1/auth/refresh') return body as string;
  return path === '/api/v2/account/proofs' ? (body as { token?: string }).token : undefined;
}

function isSuccess({ ok, status }: Response): boolean {
  return ok || status === 304;
}

/** @throws UnreachableError; the reason of the signal if it is aborted */
async function reached<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    signal?.throwIfAborted();
    throw new UnreachableError(cause);
  }
}
