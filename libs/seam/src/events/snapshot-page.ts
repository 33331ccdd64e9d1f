import { FIRST_PAGE, type Place } from '#glue/events';
import type { CallOptions } from '../contract/client-of.js';
import type { Call } from '../contract/contract.js';
import { EventFailure } from './event-failure.js';

interface Answer {
  readonly rows: readonly unknown[];
  readonly next?: unknown;
}

/** A page to apply. */
export interface SnapshotPage {
  readonly page: Answer & { readonly after: unknown };
  /** The place of the next one; `undefined` if this is the last one. */
  readonly to: string | undefined;
  /** In messages. */
  readonly what: string;
}

/**
 * Asks for the page at a place.
 *
 * @throws EventFailure if the page does not end after it begins; ServiceError as the query
 */
export async function readPage(
  client: object,
  { name, fullName }: Call,
  from: Place,
  options: CallOptions,
): Promise<SnapshotPage> {
  const after: unknown = JSON.parse(from.loading!) ?? undefined;
  const isFirst = from.loading === FIRST_PAGE;
  const what = isFirst
    ? `the first page of ${fullName}`
    : `the page of ${fullName} after ${from.loading}`;
  const query = client as Record<string, (input: object, options: CallOptions) => Promise<Answer>>;
  const page = { ...(await query[name]!({ after }, options)), after };
  const to = page.next === undefined ? undefined : JSON.stringify(page.next);
  if (to === from.loading) throw new EventFailure(what, from, new Error('it has no end'));
  return { page, to, what };
}

/** @throws Error if an answer of the query may have been read before it was asked */
export function assertFresh({ fullName, share, cacheMs }: Call): void {
  if (!share && cacheMs === undefined) return;
  throw new Error(`${fullName} cannot be a snapshot: its answers are shared or cached`);
}
