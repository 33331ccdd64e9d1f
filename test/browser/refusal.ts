import type { Visitor } from './visitor.js';

/** Answers requests to a path with an error, instead of the server. */
export async function answer(
  visitor: Visitor,
  path: string,
  status: number,
  code: string,
): Promise<void> {
  const contentType = 'application/problem+json';
  const body = JSON.stringify({ code, request_id: 'r-1' });
  await visitor.page.route(path, (route) => route.fulfill({ status, contentType, body }));
}
