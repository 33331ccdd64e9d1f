import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { requestContext } from '../http/index.js';

/** Parts of Nest that tell, at every start, what the code says anyway. */
const CHATTY = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Log what prevents a start; `serve` explains the same in words for the operator. */
const EXPLAINED_ELSEWHERE = new Set(['ExceptionHandler', 'NestApplication']);

/** Lets Nest and everything that logs through Nest write to the process's log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.write(context && CHATTY.has(context) ? 'debug' : 'info', message, context);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, contextOf(rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    if (!EXPLAINED_ELSEWHERE.has(context ?? '')) this.write('error', message, context);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, contextOf(rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, contextOf(rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, contextOf(rest));
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    context: string | undefined,
  ): void {
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

/** An event with fields, such as one of security; the client's address is added to it. */
function isEvent(message: unknown): message is { event: string } {
  return typeof message === 'object' && message !== null && 'event' in message;
}

/** Nest passes the name of who logs as the last argument. */
function contextOf(rest: unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' && !last.includes('\n') ? last : undefined;
}
