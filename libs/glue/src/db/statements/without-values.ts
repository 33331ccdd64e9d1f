import type { DatabaseError } from 'pg';

/** Class 22, "data exception": their messages contain a value, or a part of it. */
const REFUSED_VALUE = /^22/;

/**
 * Removes values of parameters and rows from an error of PostgreSQL, so that none is logged: its
 * detail and its context, and its message if that is about a value.
 */
export function withoutValues(error: DatabaseError): void {
  delete error.detail;
  delete error.where;
  if (!REFUSED_VALUE.test(error.code ?? '')) return;
  error.message = `PostgreSQL refused a value, SQLSTATE ${error.code}`;
  Error.captureStackTrace(error); // the stack begins with the message
}
