import { ApiError, type Client, type Schema } from '#client';
import { refused } from '../command-error.js';
import { chunksOf } from './chunks.js';
import { type Report, settle } from './report.js';
import type { Row } from './row.types.js';

type Operation = Schema<'Bulk'>['operations'][number];
type Result = Schema<'OperationResult'>;

/** A row, and what makes its item. */
interface Sent {
  place: string;
  operation: Operation;
}

export interface SendOptions {
  client: Client;
  idOf: (place: string) => string;
  /** The ids of lists by their names. */
  listIds: ReadonlyMap<string, number>;
  onProgress: (sent: number) => void;
}

/** With them the other rows would be refused, too. */
const STOPPING = ['item_limit_reached', 'database_required'];

/**
 * Makes the items of rows, in their order. Those of an import before are not made again.
 *
 * @param report counts them, also if it ends with an error
 * @throws ApiError, CommandError: what all rows would get; UnreachableError. The same import can be repeated
 */
export async function sendRows(
  rows: readonly Row[],
  { client, idOf, listIds, onProgress }: SendOptions,
  report: Report,
): Promise<void> {
  const all = rows.map(({ place, item: { list, ...fields } }): Sent => {
    const list_id = list === null ? null : listIds.get(list)!;
    return { place, operation: { op: 'create', ...fields, list_id, client_id: idOf(place) } };
  });
  let sent = 0;
  for (const chunk of chunksOf(all)) {
    await sendChunk(client, chunk, report);
    sent += chunk.length;
    onProgress(sent);
  }
}

async function sendChunk(client: Client, chunk: Sent[], report: Report): Promise<void> {
  if (chunk.length === 0) return;
  const body = { operations: chunk.map(({ operation }) => operation) };
  try {
    const { results } = await client.call('POST', '/api/v2/items/bulk', { body });
    count(results, chunk, report);
  } catch (error) {
    const malformed = malformedIn(error);
    if (malformed.size === 0) throw error;
    // Nothing was done: the others are sent again.
    for (const [index, result] of malformed) settle(report, chunk[index]!.place, result);
    const others = chunk.filter((_, index) => !malformed.has(index));
    await sendChunk(client, others, report);
  }
}

/** The results of operations that the server cannot read, by their places. */
function malformedIn(error: unknown): Map<number, Result> {
  const found = new Map<number, Result>();
  if (!(error instanceof ApiError)) return found;
  const { status, code, problem } = error;
  for (const each of problem.errors ?? []) {
    const index = Number(/^\/operations\/(\d+)/.exec(each.pointer)?.[1] ?? -1);
    const { errors = [] } = found.get(index) ?? {};
    found.set(index, { status, code, title: error.message, errors: [...errors, each] });
  }
  found.delete(-1);
  return found;
}

/** @throws CommandError if the server could not do one, or would refuse the others */
function count(results: readonly Result[], chunk: readonly Sent[], report: Report): void {
  for (const [index, result] of results.entries()) {
    const { status, code = '', title = '' } = result;
    if (status >= 500 || STOPPING.includes(code)) throw refused(`${title} (${code})`);
    settle(report, chunk[index]!.place, result);
  }
}
