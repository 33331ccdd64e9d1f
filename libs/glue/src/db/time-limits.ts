import type { ClientBase, QueryConfig } from 'pg';
import type { QueryRunner } from 'typeorm';
import type { LimitedClient } from './limited-client.js';

/** The maximum wait for a connection: for a free one of the pool, or for a new one. */
export const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;
const LOCK_TIMEOUT_MS = 5_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;

/** A working server answers by then, at least that the statement took too long. */
export const ANSWER_LIMIT_MS = STATEMENT_TIMEOUT_MS + 5_000;

/**
 * The limits of the server, and settings that a role, a database or a server may have changed: the
 * date format of pg, a snapshot per statement after locks, and nulls in arrays.
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

/** Sets these on a new connection. Poolers would refuse them as startup parameters. */
export async function prepareConnection(client: ClientBase): Promise<void> {
  await client.query(SETTINGS);
}

/**
 * Runs `work`, within the open transaction of the query runner, without a time limit for statements
 * and waits: here, and on the server until the transaction ends.
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
