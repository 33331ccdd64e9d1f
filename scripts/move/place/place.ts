import { quoted } from '#glue/db';
import type { Session } from './session.js';

/** The data of a context at one address. */
export interface Place {
  /** For messages: host, port and database. */
  name: string;
  url: string;
  /** Who must own the tables there, if the variables of the processes say it. */
  user: string | undefined;
  context: string;
  schema: string;
  session: Session;
}

/** A table, function or sequence of the schema, quoted for SQL. */
export function inSchema({ schema }: Pick<Place, 'schema'>, name: string): string {
  return quoted(schema, name);
}

/** Whether the schema has a table of this name. */
export async function hasTable(place: Place, name: string): Promise<boolean> {
  const [found] = await place.session.query<{ known: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS known',
    [inSchema(place, name)],
  );
  return found!.known;
}

/** A text, quoted for SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
