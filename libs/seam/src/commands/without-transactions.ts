import { StartError } from '#glue/errors';

/**
 * The error of a start: a context needs transactions, and its store has none.
 *
 * @param why what is stored in one
 */
export function withoutTransactions(context: string, why: string): StartError {
  return new StartError(
    `${why}, and ${context} has no store with transactions. Keep the data of ${context} in a database, ` +
      'embedded or PostgreSQL, not in a file.',
  );
}
