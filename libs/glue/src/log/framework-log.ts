import type { Level, Logger } from 'pino';

const LEVELS: Level[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];
/** A path, up to the end of the word: it may contain input, and a query string. */
const ADDRESS = /\/[^\s"']*/g;
const STACK_FRAMES = /\n {4}at [\s\S]*$/;

/**
 * The log for Fastify's own messages about a request. Some contain the address as the client sent
 * it, also in the message of an error: it is removed.
 */
export function frameworkLog(logger: Logger): Logger {
  const log = Object.create(logger) as Logger;
  for (const level of LEVELS) {
    log[level] = (fields: unknown, message?: string) =>
      logger[level](withoutAddresses(fields), message && withoutAddress(message));
  }
  return log;
}

function withoutAddresses(fields: unknown): object | string {
  if (typeof fields === 'string') return withoutAddress(fields);
  if (fields instanceof Error) return { err: harmless(fields) };
  const { err } = (fields ?? {}) as { err?: unknown };
  return { ...(fields as object), ...(err instanceof Error && { err: harmless(err) }) };
}

function harmless(error: Error): Error {
  const { name, stack = '' } = error;
  const message = withoutAddress(error.message);
  const frames = STACK_FRAMES.exec(stack)?.[0] ?? '';
  const { code } = error as { code?: unknown };
  return Object.assign(new Error(message), { name, code, stack: `${name}: ${message}${frames}` });
}

function withoutAddress(text: string): string {
  return text.replace(ADDRESS, '…');
}
