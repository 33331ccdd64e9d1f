import { ApiError, UnreachableError } from '#client';
import { CommandError, EXIT, type Exit } from './command-error.js';
import { COMMAND } from './product.js';

const LOGGED_OUT = ['unauthenticated', 'session_ended'];

/** How a command ends because of an error, and what it says. Errors of the program itself are thrown again. */
export function failureOf(error: unknown): { exit: Exit; message: string } {
  if (error instanceof CommandError) return { exit: error.exit, message: error.message };
  if (error instanceof ApiError) return failureOfAnswer(error);
  if (error instanceof UnreachableError) {
    return { exit: EXIT.unreachable, message: `${error.message}${reasonOf(error)}` };
  }
  if (isOfSystem(error)) return { exit: EXIT.usage, message: error.message };
  throw error;
}

/** Of files: no permission, no space. */
const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

/** What the server has answered, with its code. */
export function messageOf(error: ApiError): string {
  if (error.code === 'unknown') return `${error.message} Is the address right?`;
  const fields = (error.problem.errors ?? []).map(({ detail, pointer }) => detail || pointer);
  return `${[error.message, ...fields].join(' ')} (${error.code})`;
}

function failureOfAnswer(error: ApiError): { exit: Exit; message: string } {
  const message = messageOf(error);
  if (!LOGGED_OUT.includes(error.code)) return { exit: EXIT.refused, message };
  return { exit: EXIT.notLoggedIn, message: `${message}\nLog in: ${COMMAND} login` };
}

/** Why there is no answer, as far as Node says it. */
function reasonOf({ cause }: UnreachableError): string {
  const inner = cause instanceof Error ? (cause.cause ?? cause) : undefined;
  return inner instanceof Error && inner.message ? ` (${inner.message})` : '';
}
