import type { Client, QueryConfig } from 'pg';

/** A schema of another name than the one in which SQL is written: that of the context. */
export interface RenamedSchema {
  context: string;
  schema: string;
}

type Query = Client['query'];

/**
 * Statements name the schema of a context as the context is called: `library.books`. With
 * these, a connection sends the name that is configured.
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
