import { statement, type StatementRunner } from '#glue/db';
import { entriesOf, entriesOfList, type ItemAction } from '../../core/item-actions.js';
import type { ItemEntry } from '../../core/ports/item-audit.js';
import type { Actor } from '../../core/user-ref.js';

/** What one user adds to the audit of another one, or to the own one, within 24 hours. */
export const ENTRIES_PER_ACTOR = 100;
/** What all together add to the audit of a user within 24 hours. */
export const ENTRIES_PER_USER = 500;

/**
 * Inserts entries into the audit, as far as their subjects have room: no one fills the table, or buries with
 * entries what others have done. Statements that run at the same time may exceed the limits by their entries.
 *
 * @param rows a query with the columns subject, action, object, address and device
 * @param actor the parameter with the public id of who did it, such as `$2`
 */
export function noteEntries(rows: string, actor: string): string {
  return `INSERT INTO todo.audit (id, at, subject, actor, action, object, outcome, address, device)
    OVERRIDING SYSTEM VALUE
  SELECT nextval('todo.audit_id_seq'), now(), n.subject, ${actor}, n.action, n.object, 'done', n.address, n.device
  FROM (${rows}) AS n
  WHERE (
    SELECT count(*) < ${ENTRIES_PER_USER}
      AND count(*) FILTER (WHERE recent.actor = ${actor}) < ${ENTRIES_PER_ACTOR}
    FROM (
      SELECT actor, at FROM todo.audit WHERE subject = n.subject
      ORDER BY id DESC LIMIT ${ENTRIES_PER_USER}
    ) AS recent
    WHERE recent.at > now() - interval '1 day'
  )`;
}

/** $1 subject, $2 actor, $3 action, $4 object, $5 address, $6 device. */
export const NOTE = statement(
  'todo.note-item',
  noteEntries(
    `SELECT $1::text AS subject, $3::text AS action, $4::text AS object, $5::text AS address,
       $6::text AS device`,
    '$2::text',
  ),
);

/** Notes what a user does with an item, for the user and for others who are concerned. */
export async function noteAction(
  statements: StatementRunner,
  action: ItemAction,
  actor: Actor,
  itemId: number,
  ...others: number[]
): Promise<void> {
  await note(statements, entriesOf(action, actor, itemId, others));
}

/** The same with a list, of which each user has an own row. */
export async function noteListAction(
  statements: StatementRunner,
  action: ItemAction,
  { listId, ...actor }: Actor & { listId: number },
  ...others: { userId: number; listId: number }[]
): Promise<void> {
  await note(statements, entriesOfList(action, actor, listId, others));
}

async function note(statements: StatementRunner, entries: ItemEntry[]): Promise<void> {
  for (const entry of entries) {
    const { subject, action, object, address = null, device = null } = entry;
    await statements.run(NOTE, [subject, entry.actor, action, object, address, device]);
  }
}
