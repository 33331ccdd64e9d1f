import { inspect } from 'node:util';
import { ServiceError, StartError } from '../errors/index.js';

/** What an operator reads about an error. Only an unexpected one has a stack. */
export function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof ServiceError)) return inspect(error);
  const reason = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.code}: ${error.message}${reason}`;
}
