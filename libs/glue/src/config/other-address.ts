import { postgresUrl } from './fields.js';

/** The variable of the second address of a context: `STOCK_NEXT_DB_URL` of `STOCK_DB_URL`. */
export function nextVariable(urlVariable: string): string {
  return urlVariable.replace(/(?:_DB)?_URL$/, '_NEXT$&');
}

/** The address to which the data of a context are moved, or were moved from. */
export function nextUrl(context: string) {
  return postgresUrl().meta({
    description:
      `A second PostgreSQL of ${context}, while its data are moved: the process uses the one that is ` +
      'in charge, and changes to the other one without a restart. See docs/moving.md.',
    unset: 'only one address',
  });
}

/** The variable of the address for LISTEN: `STOCK_LISTEN_URL` of `STOCK_DB_URL`. */
export function listenVariable(urlVariable: string): string {
  return urlVariable.replace(/(?:_NEXT)?(?:_DB)?_URL$/, '_LISTEN_URL');
}

/** The address at which notifications of a database arrive. */
export function listenUrl(context: string) {
  return postgresUrl().meta({
    description:
      `The address of the PostgreSQL of ${context} without a connection pooler in between, for one ` +
      'connection per process that hears what its other processes announce. See docs/events.md.',
    unset: 'that of the database',
  });
}

/** An address for messages: its host, port and database, and nothing secret. */
export function shownAddress(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${host || searchParams.get('host')}${pathname}`;
}
