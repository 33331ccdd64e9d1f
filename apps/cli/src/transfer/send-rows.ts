import { ApiError, type Client } from '#client';
import { messageOf } from '../failure.js';
import type { Refusal, Row } from './row.types.js';

/** What became of the rows of a file. */
export interface Report {
  created: number;
  /** Made by an import of the same file before. */
  already_there: number;
  /** Made before, and deleted since. */
  gone: number;
  refused: Refusal[];
}

export const newReport = (): Report => ({ created: 0, already_there: 0, gone: 0, refused: [] });

export interface SendOptions {
  client: Client;
  idOf: (place: string) => string;
  /** The ids of lists by their names. */
  listIds: ReadonlyMap<string, number>;
  /** How many are sent at the same time. */
  chunk: number;
  onProgress: (sent: number) => void;
}

/** With them the other rows would be refused, too. */
const STOPPING = ['item_limit_reached', 'database_required'];

/**
 * Makes the items of rows. Those of an import before are not made again.
 *
 * @param report counts them, also if it ends with an error
 * @throws ApiError that all rows would get, UnreachableError: the same import can be repeated
 */
export async function sendRows(
  rows: readonly Row[],
  options: SendOptions,
  report: Report,
): Promise<void> {
  for (let at = 0; at < rows.length; at += options.chunk) {
    const chunk = rows.slice(at, at + options.chunk);
    await Promise.all(chunk.map((row) => sendRow(row, options, report)));
    options.onProgress(at + chunk.length);
  }
}

async function sendRow(
  { place, item: { list, ...fields } }: Row,
  { client, idOf, listIds }: SendOptions,
  report: Report,
): Promise<void> {
  const list_id = list === null ? null : listIds.get(list)!;
  const body = { ...fields, list_id, client_id: idOf(place) };
  try {
    const { status } = await client.answer('POST', '/api/v2/items', { body });
    if (status === 200) report.already_there++;
    else report.created++;
  } catch (error) {
    if (!(error instanceof ApiError) || !isOfRow(error)) throw error;
    // The file had other lists, or other options, when it was imported before.
    if (error.code === 'client_id_used') report.already_there++;
    else if (error.code === 'item_gone') report.gone++;
    else report.refused.push({ place, message: messageOf(error) });
  }
}

/** Whether an error is about one row, and others may succeed. */
function isOfRow({ status, code }: ApiError): boolean {
  return [400, 404, 409, 410, 413].includes(status) && !STOPPING.includes(code);
}
