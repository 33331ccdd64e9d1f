import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { commonErrors, ServiceError } from '../../errors/index.js';

/** Node's codes for a connection that failed or was lost. */
const NETWORK_CODES =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/;
/**
 * The SQLSTATEs of PostgreSQL when it is unavailable, full or shutting down: classes 08
 * (connection) and 53 (resources), 57P01 to 57P03 (shutdown), 25P03 and 57014 (our timeouts), 55P03
 * (our lock_timeout), 25006 (a standby); when it refuses connections: class 28 (credentials), 3D000
 * (no such database), 55000 (closed for connections); and when it rolled back a transaction that
 * conflicts with another: 40001, 40P01. See "PostgreSQL Error Codes", Appendix A.
 */
const UNAVAILABLE_STATES =
  /^(08\w{3}|28\w{3}|40001|40P01|53\w{3}|57P0[1-3]|57014|25P03|25006|3D000|55000|55P03)$/;
/** Serialization failure and deadlock. Nothing is done twice, because the rollback is complete. */
const ROLLED_BACK = /^(40001|40P01)$/;
/** Messages of pg without a code. */
const PG_MESSAGES = new RegExp(
  '^(Connection terminated|timeout exceeded when trying to connect|Query read timeout' +
    '|Client has encountered a connection error|Client was closed' +
    '|There was an error establishing an SSL connection)',
);

/**
 * Rethrows an error for the callers of a DAL, who need not know those of TypeORM and pg: as
 * `database_unavailable` if the database is unavailable, otherwise unchanged, because it is a bug.
 */
export function throwDatabaseError(error: unknown): never {
  if (!isUnavailable(error)) throw error;
  throw new ServiceError(commonErrors.database_unavailable, { cause: error });
}

/** Whether PostgreSQL rolled a statement or a transaction back, and a retry may succeed. */
export function wasRolledBack(error: unknown): boolean {
  return ROLLED_BACK.test(sqlState(error));
}

/** The SQLSTATE of an error of pg, of TypeORM or of {@link throwDatabaseError}; empty without one. */
export function sqlState(error: unknown): string {
  const { code } = ((error instanceof ServiceError ? error.cause : error) ?? {}) as {
    code?: unknown;
  };
  return typeof code === 'string' ? code : '';
}

function isUnavailable(error: unknown): boolean {
  const { code, driverError, message } = error as { code?: string; driverError?: unknown } & Error;
  if (driverError) return isUnavailable(driverError);
  if (isLostInTransaction(error)) return true;
  if (code && (NETWORK_CODES.test(code) || UNAVAILABLE_STATES.test(code))) return true;
  return PG_MESSAGES.test(message ?? '');
}

/** TypeORM's errors for a connection that was lost after the previous statement. */
function isLostInTransaction(error: unknown): boolean {
  return (
    error instanceof QueryRunnerAlreadyReleasedError ||
    error instanceof QueryRunnerProviderAlreadyReleasedError
  );
}
