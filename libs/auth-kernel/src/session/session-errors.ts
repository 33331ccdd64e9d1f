import { commonErrors } from '#glue/errors';
import { authContract } from '../auth.contract.js';

const { errors } = authContract;

/** The errors of routes behind `SessionGuard`, with either binding. */
export const SESSION_ERRORS = [
  errors.unauthenticated,
  errors.session_ended,
  commonErrors.database_unavailable,
  errors.session_store_unavailable,
  errors.auth_unavailable,
  errors.auth_answer_invalid,
];
