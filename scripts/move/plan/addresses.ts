import { nextVariable, shownAddress } from '#glue/config';
import { type DatabaseOptions, inCharge, seeAddress, sqlName } from '#glue/db';
import { MoveError } from '../move-error.js';
import type { Options } from '../options.js';

export interface Addresses {
  source: string;
  target: string;
  /** The user of the processes at the target, if the variables say it. */
  user?: string | undefined;
}

/**
 * From where to where the data are moved: the source is the configured address in charge that is not
 * the target.
 *
 * @throws MoveError with the variable that is missing
 */
export async function addressesOf(database: DatabaseOptions, options: Options): Promise<Addresses> {
  const { context, url, nextUrl, urlVariable } = database;
  if (!url && !options.from) throw new MoveError(embedded(context, urlVariable));
  const target = options.to ?? nextUrl;
  if (!target)
    throw new MoveError(`give the new address by --to, or set ${nextVariable(urlVariable)}.`);
  const source = options.from ?? (await sourceOf(database, target));
  return { source, target, user: userAt(target, source, [url, nextUrl]) };
}

async function sourceOf(database: DatabaseOptions, target: string): Promise<string> {
  const { context, url, nextUrl, urlVariable, schema = sqlName(context) } = database;
  const configured = [url!, ...(nextUrl ? [nextUrl] : [])];
  const others = configured.filter((each) => keyOf(each) !== keyOf(target));
  if (others.length === 0) {
    throw new MoveError(
      `${urlVariable} is the target itself. Set ${nextVariable(urlVariable)}, or --from, to the address of the data.`,
    );
  }
  if (others.length === 1) return others[0]!;
  const seen = await Promise.all(others.map((each) => seeAddress(each, schema)));
  const found = inCharge(seen);
  if (found) return others[found.index]!;
  throw new MoveError(
    `neither ${urlVariable} nor ${nextVariable(urlVariable)} is in charge, as far as both can be read. Give the address of the data by --from.`,
  );
}

/** By the variable of the target; the next address if none has it, because processes use a pooler. */
function userAt(target: string, source: string, [url, nextUrl]: (string | undefined)[]) {
  if (!nextUrl) return undefined;
  const isBack = keyOf(source) === keyOf(nextUrl);
  const same = [nextUrl, url].find((each) => each && keyOf(each) === keyOf(target));
  return decodeURIComponent(new URL(same ?? ((isBack && url) || nextUrl)).username) || undefined;
}

function keyOf(url: string): string {
  return shownAddress(url);
}

function embedded(context: string, urlVariable: string): string {
  return (
    `the data of ${context} are in an embedded database, or in a file: a move is between two PostgreSQL ` +
    `databases. Set ${urlVariable}, or copy the data first: docs/topologies.md, "Embedded to PostgreSQL".`
  );
}
