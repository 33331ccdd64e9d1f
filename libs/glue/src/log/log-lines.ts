import { type Level, type Logger, pino } from 'pino';

/**
 * The members of a pino logger that are needed here; it has these symbols for such integrations.
 */
interface Internals {
  [pino.symbols.streamSym]: { write(line: string): void };
  /** `,"time":"…"` */
  [pino.symbols.timeSym](): string;
  /** The fields of the process in each line, as `,"name":value,…`. */
  [pino.symbols.chindingsSym]: string;
}

/** Writes lines that are JSON already to a logger's destination, in the same format. */
export class LogLines {
  private readonly logger: Internals;

  constructor(logger: Logger) {
    this.logger = logger as unknown as Internals;
  }

  /** @param fields `"name":value,…`; written at any level of the logger */
  write(level: Level, fields: string): void {
    const { logger } = this;
    const start = `{"level":"${level}"${logger[pino.symbols.timeSym]()}${logger[pino.symbols.chindingsSym]}`;
    logger[pino.symbols.streamSym].write(`${start},${fields}}\n`);
  }
}
