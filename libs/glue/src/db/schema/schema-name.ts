import type { Client, QueryConfig } from 'pg';

/** A context as statements name its schema: `order_history` of `order-history`. */
export function sqlName(context: string): string {
  return context.replaceAll('-', '_');
}

/** A schema whose name differs from the one in the SQL text, which is that of its context. */
export interface RenamedSchema {
  written: string;
  schema: string;
}

type Query = Client['query'];

/**
 * Statements use the name of the context as the schema: `library.books`. With these, a connection
 * sends the configured name.
 */
export function inSchema(query: Query, { written, schema }: RenamedSchema): Query {
  const names = new RegExp(`\\b${written}\\.(?=[a-z_])`, 'g');
  const rename = (text: string) => text.replace(names, `"${schema}".`);
  const renamed = (first: string | QueryConfig, ...rest: unknown[]) =>
    (query as (...args: unknown[]) => unknown)(
      typeof first === 'string' ? rename(first) : { ...first, text: rename(first.text) },
      ...rest,
    );
  return renamed as Query;
}
