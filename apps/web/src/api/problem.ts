import { t } from '../texts/index.js';
import type { components } from '#client';

type ProblemBody = components['schemas']['Problem'];

/** An error code of the server, or of a server that is unreachable or gives an invalid response. */
export type ProblemCode = ProblemBody['code'] | 'network' | 'unknown';

/** Why a request failed. Its message is for the user. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    readonly requestId: string,
  ) {
    super(explain(code, status, requestId));
  }

  /** Whether logging in again would help. */
  get isSessionOver(): boolean {
    return this.code === 'unauthenticated' || this.code === 'session_ended';
  }
}

/** Whether a request failed for this reason. */
export function isCode(error: unknown, code: ProblemCode): error is Problem {
  return error instanceof Problem && error.code === code;
}

/** The problem in a response; without a response, a network problem. */
export async function problemOf(response: Response | undefined): Promise<Problem> {
  if (!response) return new Problem('network', 0, '');
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
  const requestId = body.request_id ?? response.headers.get('x-request-id') ?? '';
  return new Problem(body.code ?? 'unknown', response.status, requestId);
}

function explain(code: ProblemCode, status: number, requestId: string): string {
  const texts: Partial<Record<string, unknown>> = t.errors;
  const text = texts[code];
  if (typeof text === 'string') return text;
  return [502, 503, 504].includes(status) ? t.errors.unavailable : t.errors.unknown(requestId);
}
