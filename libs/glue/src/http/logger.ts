import { type Logger, type LoggerOptions, pino } from 'pino';
import type { ServerConfig } from '../config/index.js';
import { LogDestination } from './log-destination.js';
import { logFields } from './request-context.js';

/**
 * The process's log: one JSON object a line on stdout, with the id of the
 * request it belongs to. It never holds headers, bodies, query strings or SQL
 * parameters, so no password, token or hash can get into it.
 */
export function createLogger(service: string, config: Pick<ServerConfig, 'LOG_LEVEL'>): Logger {
  const options: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: { service, pid: process.pid },
    timestamp: timeField,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: describeError },
    mixin: () => logFields(),
  };
  const stdout = new LogDestination();
  // However the process ends, short of a kill: what it said last matters most.
  process.on('exit', () => stdout.flushSync());
  return pino(options, stdout);
}

let lastMs = 0;
let lastField = '';

/** When a line was written. Lines of one millisecond share the text, which is dear to make. */
function timeField(): string {
  const ms = Date.now();
  if (ms !== lastMs) {
    lastMs = ms;
    lastField = `,"time":"${new Date(ms).toISOString()}"`;
  }
  return lastField;
}

/** Type, message, stack and cause, but no further property: TypeORM's errors carry parameters. */
function describeError(error: unknown): Record<string, unknown> | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(error.stack && { stack: error.stack }),
    ...(typeof code === 'string' && { code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
