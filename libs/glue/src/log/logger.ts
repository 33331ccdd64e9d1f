import { isatty, WriteStream } from 'node:tty';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Logger, type LoggerOptions, pino } from 'pino';
import type { ServerConfig } from '../config/index.js';
import { logFields } from '../http/index.js';
import { LogDestination, timeField } from './log-destination.js';
import { textOf } from './log-text.js';

const STDOUT = 1;
/** Of a request and a response, never a header, a body or an address. */
const HTTP_SERIALIZERS = {
  req: ({ method, routeOptions }: Partial<FastifyRequest>) => ({
    method,
    route: routeOptions?.url,
  }),
  res: ({ statusCode }: Partial<FastifyReply>) => ({ status: statusCode }),
};

type LogConfig = Pick<ServerConfig, 'LOG_LEVEL'> & Partial<Pick<ServerConfig, 'LOG_FORMAT'>>;

/**
 * The process's log on stdout: one JSON object per line, with the id of its request; on a terminal,
 * readable text. It never contains headers, bodies, query strings or SQL parameters, so no secret
 * is logged.
 */
export function createLogger(service: string, config: LogConfig): Logger {
  const options: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: { service, pid: process.pid },
    timestamp: timeField,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: describeError, ...HTTP_SERIALIZERS },
    mixin: () => logFields(),
  };
  const stdout = new LogDestination(formatOf(config));
  // At any end of the process except a kill: the last lines matter most.
  process.on('exit', () => stdout.flushSync());
  return pino(options, stdout);
}

/** Not `process.stdout`: opening it would change how the log is written to a pipe. */
function formatOf({ LOG_FORMAT }: LogConfig) {
  const terminal = isatty(STDOUT);
  if ((LOG_FORMAT ?? (terminal ? 'text' : 'json')) === 'json') return undefined;
  const colours = terminal && WriteStream.prototype.hasColors();
  return (line: string) => textOf(line, colours);
}

/** Type, message, stack and cause, but no further property: TypeORM's errors have parameters. */
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
