import { Logger } from '@nestjs/common';
import { AbstractLogger, type LogLevel, type LogMessage } from 'typeorm';

/** Writes TypeORM's warnings and migrations to the log, never queries. */
export class NestTypeormLogger extends AbstractLogger {
  private readonly logger: Logger;

  constructor(context: string) {
    super(['log', 'info', 'warn']);
    this.logger = new Logger(`TypeORM ${context}`);
  }

  protected override writeLog(level: LogLevel, { message }: LogMessage): void {
    if (level === 'warn') this.logger.warn(String(message));
    else this.logger.debug(String(message));
  }
}
