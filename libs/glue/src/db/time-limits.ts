import type { ClientBase, QueryConfig } from 'pg';
import type { QueryRunner } from 'typeorm';
import type { LimitedClient } from './limited-client.js';

/** How long to wait for a connection: for a free one of the pool, or for a new one to be made. */
export const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;
const LOCK_TIMEOUT_MS = 5_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;

/** A server that is well answers by then, even if only to say that the statement took too long. */
export const ANSWER_LIMIT_MS = STATEMENT_TIMEOUT_MS + 5_000;

/**
 * The limits of the server, and what a role, a database or a server may have set otherwise: dates that
 * pg can read, locks after which a statement sees what was written before, and nulls in arrays.
 */
const SETTINGS: QueryConfig & { query_timeout: number } = {
  text: `
    SET statement_timeout = ${STATEMENT_TIMEOUT_MS};
    SET lock_timeout = ${LOCK_TIMEOUT_MS};
    SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_TIMEOUT_MS};
    SET datestyle = ISO;
    SET default_transaction_isolation = 'read committed';
    SET array_nulls = on`,
  query_timeout: CONNECT_TIMEOUT_MS,
};

/** Sets what statements rely on, on a new connection. As parameters of its start, poolers would refuse it. */
export async function prepareConnection(client: ClientBase): Promise<void> {
  await client.query(SETTINGS);
}

/**
 * Runs `work`, within the transaction that is open on the query runner, without a limit on
 * how long its statements may take or wait: here, and on the server until the transaction ends.
 */
export async function withoutTimeLimits<T>(
  queryRunner: QueryRunner,
  work: () => Promise<T>,
): Promise<T> {
  const client = (await queryRunner.connect()) as LimitedClient;
  client.isLimited = false;
  try {
    await queryRunner.query('SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0');
    return await work();
  } finally {
    client.isLimited = true;
  }
}
