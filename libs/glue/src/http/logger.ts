import { destination, type Logger, type LoggerOptions, pino } from 'pino';
import type { ServerConfig } from '../config/index.js';
import { logFields } from './request-context.js';

/** Lines are written together, as one write for each would cost more than making it … */
const BUFFER_BYTES = 4_096;
/** … but never later than this. */
const FLUSH_MS = 100;

/**
 * The process's log: one JSON object a line on stdout, with the id of the
 * request it belongs to. It never holds headers, bodies, query strings or SQL
 * parameters, so no password, token or hash can get into it.
 */
export function createLogger(service: string, config: Pick<ServerConfig, 'LOG_LEVEL'>): Logger {
  const options: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: { service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: describeError },
    mixin: () => logFields(),
  };
  const stdout = destination({ sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_MS });
  // However the process ends, short of a kill: what it said last matters most.
  process.on('exit', () => stdout.flushSync());
  return pino(options, stdout);
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
