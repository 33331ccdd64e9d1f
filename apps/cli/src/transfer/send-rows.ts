import { randomUUID } from 'node:crypto';
import { ApiError, type Client, type Schema } from '#client';
import { CommandError, EXIT, refused } from '../command-error.js';
import { chunksOf } from './chunks.js';
import type { Places } from './list-ids.js';
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
  places: Places;
  onProgress: (sent: number) => void;
  /** Waits before a request is sent again, in milliseconds. */
  pause: (ms: number) => Promise<unknown>;
}

/** With them the other rows would be refused, too. */
const STOPPING = ['item_limit_reached', 'database_required'];
/** Before the further tries to send rows that the server could not do: milliseconds. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/**
 * Makes the items of rows, in their order. Those of an import before are not made again.
 *
 * @param report counts them, also if it ends with an error
 * @throws ApiError, CommandError: what all rows would get; UnreachableError. The same import can be repeated
 */
export async function sendRows(
  rows: readonly Row[],
  options: SendOptions,
  report: Report,
): Promise<void> {
  const { idOf, places, onProgress } = options;
  const all = rows.map(({ place, item: { list, ...fields } }): Sent => {
    const list_id = list === null ? places.rest : places.ids.get(list)!;
    return { place, operation: { op: 'create', ...fields, list_id, client_id: idOf(place) } };
  });
  let sent = 0;
  for (const chunk of chunksOf(all)) {
    await sendChunk(options, chunk, report);
    sent += chunk.length;
    onProgress(sent);
  }
}

async function sendChunk(options: SendOptions, chunk: Sent[], report: Report): Promise<void> {
  if (chunk.length === 0) return;
  try {
    count(await resultsOf(options, chunk), chunk, report);
  } catch (error) {
    const malformed = malformedIn(error);
    if (malformed.size === 0) throw error;
    // Nothing was done: the others are sent again.
    for (const [index, result] of malformed) settle(report, chunk[index]!.place, result);
    const others = chunk.filter((_, index) => !malformed.has(index));
    await sendChunk(options, others, report);
  }
}

/** The results of rows, also after a short outage: with the same key, what was done has the same result again. */
async function resultsOf({ client, pause }: SendOptions, chunk: Sent[]): Promise<Result[]> {
  const body = { operations: chunk.map(({ operation }) => operation) };
  const request = { body, key: randomUUID() };
  const send = () => client.call('POST', '/api/v2/items/bulk', request);
  let { results } = await send();
  for (const ms of PAUSES_MS) {
    if (!results.some(isPassing)) break;
    await pause(ms);
    ({ results } = await send());
  }
  return results;
}

/** Whether the server could not do it now. */
function isPassing({ status, code = '' }: Result): boolean {
  return (status >= 500 && !STOPPING.includes(code)) || code === 'idempotency_key_in_use';
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
  let end: CommandError | undefined;
  for (const [index, result] of results.entries()) {
    const { code = '', title = '' } = result;
    const message = `${title} (${code})`;
    if (isPassing(result)) end ??= new CommandError(EXIT.unreachable, message);
    else if (STOPPING.includes(code)) end ??= refused(message);
    else settle(report, chunk[index]!.place, result);
  }
  if (end) throw end;
}
