import type { LoggerService } from '@nestjs/common';
import type { Level, Logger } from 'pino';
import { requestContext } from '../http/index.js';

/** Contexts of Nest that log only routine lines at every start. */
const ROUTINE_CONTEXTS = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** They log what prevents a start; `serve` explains the same for the operator. */
const EXPLAINED_ELSEWHERE = new Set(['ExceptionHandler', 'NestApplication']);

/** Writes the log lines of Nest, and of code that logs through Nest, to the process's log. */
export class NestLogger implements LoggerService {
  readonly warn = this.at('warn');
  readonly debug = this.at('debug');
  readonly verbose = this.at('trace');
  readonly fatal = this.at('fatal');

  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.write(context && ROUTINE_CONTEXTS.has(context) ? 'debug' : 'info', message, context);
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    if (!EXPLAINED_ELSEWHERE.has(context ?? '')) this.write('error', message, context);
  }

  private at(level: Level) {
    return (message: unknown, ...rest: unknown[]) => this.write(level, message, contextOf(rest));
  }

  private write(level: Level, message: unknown, context: string | undefined): void {
    if (isEvent(message)) {
      this.logger[level]({ context, ...message, address: requestContext()?.address }, 'event');
      return;
    }
    const fields = {
      ...(context && { context }),
      ...(message instanceof Error && { err: message }),
    };
    this.logger[level](fields, message instanceof Error ? message.message : String(message));
  }
}

/** An event with fields, such as a security event; the client's address is added. */
function isEvent(message: unknown): message is { event: string } {
  return typeof message === 'object' && message !== null && 'event' in message;
}

/** Nest passes the name of the logger as the last argument. */
function contextOf(rest: unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' && !last.includes('\n') ? last : undefined;
}
