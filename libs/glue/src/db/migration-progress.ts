import { Logger } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';

const INTERVAL_MS = 5_000;
const MAX_LENGTH = 120;

/** Runs `work`, and logs the current statement while it runs. */
export async function withProgressLog<T>(
  queryRunner: QueryRunner,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const logger = new Logger('Migrations');
  const query = queryRunner.query.bind(queryRunner);
  const start = performance.now();
  let [count, current] = [0, ''];
  queryRunner.query = ((...args: Parameters<typeof query>) => {
    [count, current] = [count + 1, args[0]];
    return query(...args);
  }) as typeof query;
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - start) / 1_000);
    logger.log(`${name}: ${seconds} s, statement ${count}: ${inOneLine(current)}`);
  }, INTERVAL_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    queryRunner.query = query;
  }
}

function inOneLine(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_LENGTH);
}
