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

/** A text, quoted for SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
