import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { aroundMethods, commonErrors, ServiceError } from '../../errors/index.js';

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
/** Messages of pg without a code. */
const PG_MESSAGES = new RegExp(
  '^(Connection terminated|timeout exceeded when trying to connect|Query read timeout' +
    '|Client has encountered a connection error|Client was closed' +
    '|There was an error establishing an SSL connection)',
);

/**
 * Wraps a DAL so that its methods reject with `database_unavailable` when the database is
 * unavailable. Callers need not know the errors of TypeORM and pg. Other errors pass unchanged:
 * they are bugs.
 */
export function withDatabaseErrors<Dal extends object>(dal: Dal): Dal {
  return aroundMethods(dal, async (call) => {
    try {
      return await call();
    } catch (error) {
      throw isUnavailable(error)
        ? new ServiceError(commonErrors.database_unavailable, { cause: error })
        : error;
    }
  });
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
