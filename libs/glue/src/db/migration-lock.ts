import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { sqlState, wasRolledBack } from './statements/database-errors.js';
import { tryLockUntilCommit } from './statements/lock-until-commit.js';
import { withProgressLog } from './migration-progress.js';
import { withoutTimeLimits } from './time-limits.js';

/** How often to check whether another process has finished. */
const POLL_MS = 250;
/** The maximum wait for a table: statements behind the migration wait as long. */
const TABLE_LOCK_TIMEOUT_MS = 1_000;
/** The pause for other statements on the table. */
const TABLE_PAUSE_MS = 3_000;
const REPEAT_LINE_MS = 30_000;
const LOCK_NOT_AVAILABLE = '55P03';

type Work<T> = (executor: MigrationExecutor, queryRunner: QueryRunner) => Promise<T>;
/** The result of `work`, or why and after how long to retry it. */
type Attempt<T> = { result: T } | { reason: string; pauseMs: number };

/**
 * Runs migrations of a context in one transaction with an advisory lock: processes take turns, and
 * a failure leaves nothing behind. Waits for the migration of another process, and for tables in
 * use, without a limit; holds no connection and no lock meanwhile, and logs what it waits for.
 */
export async function underMigrationLock<T>(dataSource: DataSource, work: Work<T>): Promise<T> {
  const logReason = throttledLine(new Logger('Migrations'));
  for (;;) {
    const attempt = await tryOnce(dataSource, work);
    if ('result' in attempt) return attempt.result;
    logReason(attempt.reason);
    await delay(attempt.pauseMs);
  }
}

async function tryOnce<T>(dataSource: DataSource, work: Work<T>): Promise<Attempt<T>> {
  const queryRunner = dataSource.createQueryRunner();
  try {
    await queryRunner.startTransaction();
    // A migration may take longer than a request's statement may.
    return await withoutTimeLimits(queryRunner, () => tryInTransaction(queryRunner, work));
  } catch (error) {
    if (!isTableInUse(error)) throw error;
    const name = dataSource.options.migrationsTableName;
    return {
      reason: `${name}: a table is in use. The migration is retried; requests continue meanwhile.`,
      pauseMs: TABLE_PAUSE_MS,
    };
  } finally {
    await rollBack(queryRunner);
    await queryRunner.release();
  }
}

async function tryInTransaction<T>(queryRunner: QueryRunner, work: Work<T>): Promise<Attempt<T>> {
  const { dataSource } = queryRunner;
  const name = `${dataSource.options.migrationsTableName}`;
  if (!(await tryLockUntilCommit(queryRunner, name))) {
    return { reason: `${name}: waiting for the migration of another process.`, pauseMs: POLL_MS };
  }
  await queryRunner.query(`SET LOCAL lock_timeout = ${TABLE_LOCK_TIMEOUT_MS}`);
  const executor = new MigrationExecutor(dataSource, queryRunner);
  executor.transaction = 'all';
  const result = await withProgressLog(queryRunner, name, () => work(executor, queryRunner));
  await queryRunner.commitTransaction();
  return { result };
}

/** If it fails, the earlier error says more. */
async function rollBack(queryRunner: QueryRunner): Promise<void> {
  if (queryRunner.isTransactionActive) {
    await queryRunner.rollbackTransaction().catch(() => undefined);
  }
}

/** The whole transaction was rolled back, and may succeed later. */
function isTableInUse(error: unknown): boolean {
  return sqlState(error) === LOCK_NOT_AVAILABLE || wasRolledBack(error);
}

/** Logs a line at once, and the same one again at most every 30 s. */
function throttledLine(logger: Logger): (line: string) => void {
  const loggedAt = new Map<string, number>();
  return (line) => {
    const now = performance.now();
    if (now - (loggedAt.get(line) ?? -Infinity) < REPEAT_LINE_MS) return;
    loggedAt.set(line, now);
    logger.log(line);
  };
}
