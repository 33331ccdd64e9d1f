import { nextVariable, shownAddress } from '#glue/config';
import { type DatabaseOptions, inCharge, seeAddress, sqlName } from '#glue/db';
import { MoveError } from '../move-error.js';
import type { Options } from '../options.js';

export interface Addresses {
  source: string;
  target: string;
}

/**
 * From where to where the data are moved: the source is the configured address in charge that is not
 * the target.
 *
 * @throws MoveError with the variable that is missing
 */
export async function addressesOf(database: DatabaseOptions, options: Options): Promise<Addresses> {
  const { context, url, nextUrl, urlVariable, schema = sqlName(context) } = database;
  if (!url && !options.from) throw new MoveError(embedded(context, urlVariable));
  const target = options.to ?? nextUrl;
  if (!target)
    throw new MoveError(`give the new address by --to, or set ${nextVariable(urlVariable)}.`);
  if (options.from) return { source: options.from, target };
  const configured = [url!, ...(nextUrl ? [nextUrl] : [])];
  const others = configured.filter((each) => keyOf(each) !== keyOf(target));
  if (others.length === 0) {
    throw new MoveError(
      `${urlVariable} is the target itself. Set ${nextVariable(urlVariable)}, or --from, to the address of the data.`,
    );
  }
  if (others.length === 1) return { source: others[0]!, target };
  const seen = await Promise.all(others.map((each) => seeAddress(each, schema)));
  return { source: others[inCharge(seen)?.index ?? 0]!, target };
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
