import { commonErrors } from '#glue/errors';
import { authKernelErrors } from '../auth-kernel.errors.js';

/** The errors of routes behind `SessionGuard`, with either binding. */
export const SESSION_ERRORS = [
  authKernelErrors.unauthenticated,
  authKernelErrors.session_ended,
  commonErrors.database_unavailable,
  authKernelErrors.session_store_unavailable,
  authKernelErrors.auth_unavailable,
  authKernelErrors.auth_answer_invalid,
];
