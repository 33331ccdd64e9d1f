import type { ErrorDetail } from './service-error.js';

/** How a message begins that says something of its field. */
const PREDICATE = /^(?:must|is|has|nests)\b/;

/** An invalid field, as clients get it. */
export interface InvalidField extends Required<ErrorDetail> {
  /** A sentence for people. */
  detail: string;
}

/** An invalid field in words, and where it is. */
export function invalidField({ path, message, pointer }: ErrorDetail): InvalidField {
  const detail = PREDICATE.test(message) ? `${path || 'the body'} ${message}` : message;
  return { path, message, pointer: pointer ?? jsonPointer(path ? path.split('.') : []), detail };
}

/** The place of a value in a JSON text (RFC 6901): `/lines/0/id`; empty for all of it. */
export function jsonPointer(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
