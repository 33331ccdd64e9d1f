import type { ErrorCode } from '#glue/errors';

/** What a route that `SessionGuard` protects may be refused with, whichever the binding. */
export const SESSION_ERRORS = [
  'unauthenticated',
  'session_ended',
  'database_unavailable',
  'session_store_unavailable',
  'auth_unavailable',
  'auth_answer_invalid',
] as const satisfies ErrorCode[];
