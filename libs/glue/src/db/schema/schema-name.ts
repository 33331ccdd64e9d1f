import type { Client, QueryConfig } from 'pg';

/** A schema whose name differs from that of its context, which the SQL text has. */
export interface RenamedSchema {
  context: string;
  schema: string;
}

type Query = Client['query'];

/**
 * Statements use the name of the context as the schema: `library.books`. With these, a connection
 * sends the configured name.
 */
export function inSchema(query: Query, { context, schema }: RenamedSchema): Query {
  const written = new RegExp(`\\b${context}\\.(?=[a-z_])`, 'g');
  const rename = (text: string) => text.replace(written, `"${schema}".`);
  const renamed = (first: string | QueryConfig, ...rest: unknown[]) =>
    (query as (...args: unknown[]) => unknown)(
      typeof first === 'string' ? rename(first) : { ...first, text: rename(first.text) },
      ...rest,
    );
  return renamed as Query;
}
