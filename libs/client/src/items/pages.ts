import type { Answer } from '../calls/transport.js';

/** A page of a list whose next page has a cursor. */
export interface Page {
  next_cursor: string | null;
}

/** The pages of a list, each read when it is asked for. */
export async function* pagesOf<P extends Page>(
  read: (cursor: string | undefined) => Promise<Answer<P>>,
): AsyncGenerator<P, void, undefined> {
  let cursor: string | null | undefined;
  do {
    const { body } = await read(cursor ?? undefined);
    yield body;
    cursor = body.next_cursor;
  } while (cursor !== null);
}
