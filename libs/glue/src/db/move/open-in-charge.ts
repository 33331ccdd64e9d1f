import type { DataSource } from 'typeorm';
import { nextVariable } from '../../config/index.js';
import { StartError } from '../../errors/index.js';
import type { DatabaseOptions } from '../database.options.js';
import type { RetryingDataSource } from '../retrying-data-source.js';
import { sqlName } from '../schema/schema-name.js';
import { inCharge, type Seen } from './in-charge.js';
import { type MoveRow, readMoveRow } from './move-row.js';
import { MoveWatch } from './move-watch.js';
import { seeAddress } from './see-address.js';

/** Connects to one address; its variable is for messages. */
type Connect = (url: string, urlVariable: string) => Promise<RetryingDataSource>;

/**
 * Connects to the address that is in charge of the data of a context, and changes to the other one
 * when they are moved.
 *
 * @throws StartError if no address is in charge
 */
export async function openInCharge(
  options: DatabaseOptions,
  connect: Connect,
): Promise<DataSource> {
  const { context, url, urlVariable, schema = sqlName(context), nextUrl } = options;
  if (!url) throw new StartError(withoutFirst(urlVariable));
  const addresses = [url, ...(nextUrl ? [nextUrl] : [])];
  const variables = [urlVariable, nextVariable(urlVariable)];
  const open = (index: number) => connect(addresses[index]!, variables[index]!);
  const current = nextUrl ? await choose(options, addresses, schema) : 0;
  const source = await open(current);
  try {
    await assertInCharge(source, options, schema);
  } catch (error) {
    await source.destroy();
    throw error;
  }
  source.watch = new MoveWatch({ context, schema, source, addresses, current, open });
  return source;
}

function withoutFirst(urlVariable: string): string {
  return `${nextVariable(urlVariable)}: is of no effect without ${urlVariable}. Set that too, or remove it.`;
}

/** What to do where the data are no longer, or not yet. */
export function cureOf({ state }: MoveRow, context: string, urlVariable: string): string {
  const next = nextVariable(urlVariable);
  return state === 'left'
    ? `the data of ${context} were moved from here. Set ${urlVariable} to their new address, or ${next} to it as well`
    : `a copy of the data of ${context} is not complete here. Set ${urlVariable} to the address in charge, ` +
        `and ${next} to this one, or finish npm run move`;
}

async function assertInCharge(source: DataSource, options: DatabaseOptions, schema: string) {
  const run = (sql: string, values: unknown[]) => source.query<unknown>(sql, values);
  const row = await readMoveRow(run, schema);
  if (!row || row.state === 'active' || row.state === 'leaving') return;
  if (row.state === 'arriving' && options.move === row.move) return;
  if (options.nextUrl && row.state === 'arriving') return; // chosen, because the other one has handed over
  const { context, urlVariable } = options;
  throw new StartError(`${urlVariable}: ${cureOf(row, context, urlVariable)}.`);
}

async function choose(
  { context, urlVariable }: DatabaseOptions,
  addresses: string[],
  schema: string,
): Promise<number> {
  const seen = await Promise.all(addresses.map((url) => seeAddress(url, schema)));
  const found = inCharge(seen);
  if (found !== undefined) return found;
  if (seen.every((each) => each === 'unreachable')) return 0; // the attempt to connect says why
  const states = seen.map(stateOf);
  throw new StartError(
    `${urlVariable}: neither it (${states[0]}) nor ${nextVariable(urlVariable)} (${states[1]}) is in ` +
      `charge of the data of ${context}. Set them to the addresses of the move, and check that ` +
      'both servers are up.',
  );
}

function stateOf(seen: Seen): string {
  return typeof seen === 'object' ? seen.state : seen;
}
