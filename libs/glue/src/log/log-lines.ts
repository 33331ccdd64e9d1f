import { type Level, type Logger, pino } from 'pino';

/** As much of a pino logger as is needed here; it has these symbols for such integrations. */
interface Internals {
  [pino.symbols.streamSym]: { write(line: string): void };
  /** `,"time":"…"` */
  [pino.symbols.timeSym](): string;
  /** What each line says of the process, as `,"name":value,…`. */
  [pino.symbols.chindingsSym]: string;
}

/** Writes lines that are JSON already where a logger writes its own, in the same form. */
export class LogLines {
  private readonly logger: Internals;

  constructor(logger: Logger) {
    this.logger = logger as unknown as Internals;
  }

  /** @param fields `"name":value,…`; written whatever the logger's level is */
  write(level: Level, fields: string): void {
    const { logger } = this;
    const start = `{"level":"${level}"${logger[pino.symbols.timeSym]()}${logger[pino.symbols.chindingsSym]}`;
    logger[pino.symbols.streamSym].write(`${start},${fields}}\n`);
  }
}
