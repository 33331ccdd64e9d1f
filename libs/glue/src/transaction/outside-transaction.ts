import { Logger } from '@nestjs/common';
import { leaveTransaction, openTransaction } from './open-transaction.js';
import { placeBelow } from './place.js';

const logger = new Logger('Transactions');
/** The warnings so far: one per place. */
const warned = new Set<string>();

/**
 * Runs a call to another context. Inside a transaction it is refused: in another process it would be
 * a network request, during which the transaction holds its locks and its connection, and an
 * embedded database has only that one. In production, on a server, it is a warning, once per place,
 * and the call runs as if it were in another process: outside of the transaction.
 *
 * @param call names the call in the message
 * @param callee the function whose caller is the place of the call
 */
export function outsideTransaction<T>(
  call: string,
  callee: (...args: never[]) => unknown,
  work: () => Promise<T>,
): Promise<T> {
  const transaction = openTransaction();
  if (!transaction) return work();
  const { place, isStrict } = transaction.options;
  const message =
    `${call} is called inside a database transaction, which holds its locks and its connection ` +
    'until another context has answered. Call it before the transaction or after it. ' +
    `Opened at: ${place()}. Called at: ${placeBelow(callee)()}.`;
  if (isStrict) return Promise.reject(new Error(message));
  if (!warned.has(message)) logger.warn(message);
  warned.add(message);
  return leaveTransaction(work);
}
