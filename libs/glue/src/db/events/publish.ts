import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { openTransaction } from '../../transaction/index.js';
import { StatementRunner } from '../statements/statement.js';
import { announcerOf } from './announcer.js';
import { isNumberedLater } from './event-numbering.js';
import { eventStatements } from './event-statements.js';
import { numberingStatements } from './numbering-statements.js';

/**
 * The bytes of the data of an event, as JSON. An answer of 1,000 events must be shorter than clients
 * accept (2 MiB).
 */
const MAX_BYTES = 1_024;

/** A type of event of a context, as far as storing one needs it. */
interface PublishedType<Data> {
  /** The context whose event it is. */
  readonly contract: string;
  readonly type: string;
  /** Only a type: what an event of it says. */
  readonly value?: Data;
  readonly crossing: { readonly encode: (data: unknown) => unknown };
}

interface NewEvent {
  readonly type: string;
  readonly json: string;
}

/**
 * Publishes an event with a transaction: it is there when the transaction is committed, and not
 * otherwise. It is stored as the last step, so that transactions wait for each other as short as can
 * be.
 *
 * @throws Error outside of a transaction, and for data of more than 1 KiB; ZodError for other data than
 *   the contract declares
 */
export function publish<Data>(
  manager: EntityManager,
  event: PublishedType<Data>,
  data: Data,
): void {
  const source = manager.dataSource;
  const { contract, type, crossing } = event;
  const transaction = openTransaction(source);
  if (!transaction) {
    throw new Error(`${contract} ${type} is published outside of a transaction of its database`);
  }
  const announcer = announcerOf(source);
  const json = JSON.stringify(crossing.encode(data));
  if (Buffer.byteLength(json) > MAX_BYTES) {
    throw new Error(`the data of ${contract} ${type} is longer than ${MAX_BYTES} bytes of JSON`);
  }
  const row = { type, json };
  transaction.steps.beforeCommit<NewEvent>(announcer, row, (events) =>
    append(source, contract, events),
  );
  transaction.steps.afterCommit(announcer.announce);
}

async function append(source: DataSource, context: string, events: NewEvent[]): Promise<void> {
  const statements = new StatementRunner(source);
  const rows = [
    events.map(() => randomUUID()),
    events.map(({ type }) => type),
    events.map(({ json }) => json),
  ];
  if (isNumberedLater(source)) await statements.run(numberingStatements(context).append, rows);
  else await statements.run(eventStatements(context).append, [`events of ${context}`, ...rows]);
}
