import type { Answer } from '../support/client.js';
import { errorOf } from '../support/manifests.js';

/** Text that must never leave the process: stacks, SQL, file names, library names. */
const INTERNALS =
  /\bat .+\(|node_modules|\/libs\/|SELECT |INSERT |UPDATE |DELETE FROM|QueryFailed|pglite|FST_/i;

/** Expects an answer to be the error `code`, as `application/problem+json` and nothing more. */
export function expectProblem(answer: Answer, code: string): void {
  const { status, message } = errorOf(code);
  expect(answer.body).toMatchObject({
    type: `urn:seam:error:${code}`,
    status,
    title: message,
    detail: expect.any(String) as string,
    code,
    request_id: answer.headers.get('x-request-id'),
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.text).not.toMatch(INTERNALS);
  if (answer.status === 401) expect(answer.headers.get('www-authenticate')).toBeTruthy();
}
