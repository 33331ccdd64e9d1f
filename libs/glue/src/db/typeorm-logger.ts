import { Logger } from '@nestjs/common';
import type { Logger as TypeormLogger } from 'typeorm';

/** Writes TypeORM's warnings and migrations to the log, never queries. */
export class NestTypeormLogger implements TypeormLogger {
  private readonly logger: Logger;

  constructor(context: string) {
    this.logger = new Logger(`TypeORM ${context}`);
  }

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.logger.warn(String(message));
    else this.logger.debug(String(message));
  }

  logMigration(message: string): void {
    this.logger.debug(message);
  }

  logSchemaBuild(message: string): void {
    this.logger.debug(message);
  }

  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
}
