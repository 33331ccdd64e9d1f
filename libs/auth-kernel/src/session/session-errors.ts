import { commonErrors } from '#glue/errors';
import { authKernelErrors } from '../auth-kernel.errors.js';

/** What a route that `SessionGuard` protects may be refused with, whichever the binding. */
export const SESSION_ERRORS = [
  authKernelErrors.unauthenticated,
  authKernelErrors.session_ended,
  commonErrors.database_unavailable,
  authKernelErrors.session_store_unavailable,
  authKernelErrors.auth_unavailable,
  authKernelErrors.auth_answer_invalid,
];
