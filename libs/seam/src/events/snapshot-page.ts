import { FIRST_PAGE, type Place } from '#glue/events';
import type { CallOptions } from '../contract/client-of.js';
import type { Call } from '../contract/contract.js';

interface Answer {
  readonly rows: readonly unknown[];
  readonly next?: unknown;
}

/** A page to apply. */
export interface SnapshotPage {
  readonly page: Answer & { readonly after: unknown };
  /** The place of the next one; `undefined` if this is the last one. */
  readonly to: string | undefined;
}

/**
 * Asks for the page at a place.
 *
 * @throws Error if the page does not end after it begins; ServiceError as the query
 */
export async function readPage(
  client: object,
  { name }: Call,
  { loading }: Place,
  options: CallOptions,
): Promise<SnapshotPage> {
  const after: unknown = JSON.parse(loading!) ?? undefined;
  const query = client as Record<string, (input: object, options: CallOptions) => Promise<Answer>>;
  const page = { ...(await query[name]!({ after }, options)), after };
  assertBeyond(page.next, after);
  return { page, to: page.next === undefined ? undefined : JSON.stringify(page.next) };
}

/** Otherwise the pages could have no end. */
function assertBeyond(next: unknown, after: unknown): void {
  const areNumbers = typeof next === 'number' && typeof after === 'number';
  if (next === undefined || after === undefined || (areNumbers ? next > after : next !== after))
    return;
  throw new Error('its next key is not beyond the one before');
}

/** The page at a place, in messages. A key may be personal. */
export function nameOfPage({ fullName }: Call, { loading }: Place): string {
  return `${loading === FIRST_PAGE ? 'the first page' : 'a page'} of ${fullName}`;
}

/** @throws Error if the query may answer what was read before it was asked, or disturbs other calls */
export function assertSnapshot({ fullName, share, cacheMs, background }: Call): void {
  if (share || cacheMs !== undefined) {
    throw new Error(`${fullName} cannot be a snapshot: its answers are shared or cached`);
  }
  if (!background)
    throw new Error(`${fullName} cannot be a snapshot: declare \`background: true\``);
}
