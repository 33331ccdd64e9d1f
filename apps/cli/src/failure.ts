import { ApiError, UnreachableError } from '#client';
import { CommandError, EXIT, type Exit } from './command-error.js';
import { COMMAND } from './product.js';

const LOGGED_OUT = ['unauthenticated', 'session_ended'];
/** The server, or a proxy before it, cannot answer now. */
const UNAVAILABLE = [502, 503, 504];

/** Codes of an answer that is not one of TLS. */
const NO_TLS = /^(?:EPROTO|ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG))$/;

interface Failure {
  exit: Exit;
  message: string;
}

/** How a command ends because of an error, and what it says: also of an error of the program itself. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandError) return { exit: error.exit, message: error.message };
  if (error instanceof ApiError) return failureOfAnswer(error);
  if (error instanceof UnreachableError) {
    return { exit: EXIT.unreachable, message: `${error.message}${reasonOf(error)}` };
  }
  if (isOfSystem(error)) return { exit: EXIT.usage, message: error.message };
  return { exit: EXIT.refused, message: unexpected(error) };
}

/** Such as the answer of another program, which has other fields. */
function unexpected(error: unknown): string {
  const text = String(error).replace(/\s+/g, ' ');
  return `The answer of the server, or this command, has an error (${text}). Is the address right?`;
}

/** Of files: no permission, no space. */
const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  typeof error === 'object' && error !== null && 'syscall' in error;

/** What the server has answered, with its code. */
export function messageOf(error: ApiError): string {
  if (error.code === 'unknown') return messageOfStranger(error);
  const fields = (error.problem.errors ?? []).map(({ detail, pointer }) => detail || pointer);
  return `${[error.message, ...fields].join(' ')} (${error.code})`;
}

/** Of an answer that is not one of the product. */
function messageOfStranger({ status, headers, message }: ApiError): string {
  if (UNAVAILABLE.includes(status)) return `The server cannot be reached now (${status}).`;
  if (status === 429) return 'There are too many requests now (429). Try again later.';
  const location = headers.get('location');
  if (status < 300 || status >= 400 || !location) return `${message} Is the address right?`;
  return `The address leads to ${location}, which is not followed. Log in there if it is yours.`;
}

function failureOfAnswer(error: ApiError): Failure {
  const [message, { status, code }] = [messageOf(error), error];
  if (LOGGED_OUT.includes(code)) {
    return { exit: EXIT.notLoggedIn, message: `${message}\nLog in: ${COMMAND} login` };
  }
  const isPassing = UNAVAILABLE.includes(status) || code === 'idempotency_key_in_use';
  return { exit: isPassing ? EXIT.unreachable : EXIT.refused, message };
}

/** Why there is no answer, as far as Node says it. */
function reasonOf({ cause }: UnreachableError): string {
  const outer = cause as Partial<NodeJS.ErrnoException> | undefined;
  const { code = '', message } = (outer?.cause ?? outer ?? {}) as Partial<NodeJS.ErrnoException>;
  if (NO_TLS.test(code)) return ' (It does not speak HTTPS there.)';
  return message ? ` (${message})` : '';
}
