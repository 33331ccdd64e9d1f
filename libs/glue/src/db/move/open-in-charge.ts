import type { DataSource } from 'typeorm';
import { nextVariable, shownAddress } from '../../config/index.js';
import { StartError } from '../../errors/index.js';
import type { DatabaseOptions } from '../database.options.js';
import type { RetryingDataSource } from '../retrying-data-source.js';
import { sqlName } from '../schema/schema-name.js';
import { inCharge, type Seen } from './in-charge.js';
import { isInCharge, type MoveRow, readMoveRow } from './move-row.js';
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
  const seen: Seen[] = nextUrl
    ? await Promise.all(addresses.map((each) => seeAddress(each, schema)))
    : ['none'];
  const current = inCharge(seen);
  if (!current) return refuse(seen, options, addresses, open);
  const source = await open(current.index);
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
  if (!row || isInCharge(row)) return;
  if (row.state === 'arriving' && options.move === row.move) return;
  if (options.nextUrl && row.state === 'arriving') return; // chosen, because the other one has handed over
  const { context, urlVariable } = options;
  throw new StartError(`${urlVariable}: ${cureOf(row, context, urlVariable)}.`);
}

/** If no server answers, the attempt to connect says why. */
async function refuse(
  seen: readonly Seen[],
  { context, urlVariable }: DatabaseOptions,
  addresses: readonly string[],
  open: (index: number) => Promise<DataSource>,
): Promise<never> {
  if (seen.every((each) => each === 'unreachable')) await (await open(0)).destroy();
  const variables = [urlVariable, nextVariable(urlVariable)] as const;
  const index = seen.indexOf('unreachable');
  if (index >= 0 && seen.includes('none')) {
    throw new StartError(
      `${variables[index]}: ${shownAddress(addresses[index]!)} does not answer, so it is not known whether the data ` +
        `of ${context} were moved there: ${variables[1 - index]} has no row of a move. Check the URL and that the ` +
        `server is up. Remove ${variables[1]} only if nothing was ever moved.`,
    );
  }
  throw new StartError(
    `${urlVariable}: neither it (${stateOf(seen[0]!)}) nor ${variables[1]} (${stateOf(seen[1]!)}) is in ` +
      `charge of the data of ${context}. Set them to the addresses of the move, and check that ` +
      'both servers are up.',
  );
}

function stateOf(seen: Seen): string {
  return typeof seen === 'object' ? seen.state : seen;
}
