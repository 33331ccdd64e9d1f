import type { DataSource } from 'typeorm';
import { statement, StatementRunner } from '#glue/db';
import { FairQueue } from '#glue/queue';
import { type ExportedItem, ExportedItemsDal } from '../../../core/ports/exported-items.dal.js';
import type { UserRef } from '../../../core/user-ref.js';
import { DETAILS, type DetailedRow, isShared, itemOf, PLACE } from '../details/details.columns.js';
import { readUserRef } from '../users/user-refs.js';

interface ExportedRow extends DetailedRow, Pick<ExportedItem, 'since' | 'isInherited'> {}

/** $1 user id, $2 public id, $3 after this item, $4 limit. */
const PAGE = statement<ExportedRow>(
  'todo.export-items',
  `SELECT ${DETAILS}, ${PLACE}, ${isShared('i.id', '$1')}, c.created_at AS since, c.inherited AS "isInherited"
   FROM (
     SELECT to_do_id, role, list_id, position, remind_at, created_at, inherited FROM todo.user_connections
     WHERE user_id = $1 AND to_do_id > $3 AND NOT EXISTS (
       SELECT FROM todo.user_refs r
       WHERE r.user_id = $1 AND (r.unique_id <> $2 OR r.deleted_at IS NOT NULL)
     )
     ORDER BY to_do_id LIMIT $4
   ) AS c
   CROSS JOIN LATERAL (
     SELECT * FROM todo.to_do_items WHERE id = c.to_do_id OFFSET 0
   ) AS i
   ORDER BY i.id`,
);

/** One page at a time; users take turns. A client waits longer than for a list: it gets a file. */
const TURNS = { atOnce: 1, maxWaitMs: 30_000 };

/** Other requests are served between two pages: exports of many items do not delay them. */
export class TypeormExportedItemsDal extends ExportedItemsDal {
  private readonly statements: StatementRunner;
  private readonly turns = new FairQueue(TURNS);

  constructor(private readonly source: DataSource) {
    super();
    this.statements = new StatementRunner(source);
  }

  override async refusalOf(user: UserRef) {
    return (await readUserRef(this.source, user)).refusal;
  }

  override page({ userId, uniqueId }: UserRef, after: number, limit: number) {
    const read = () => this.statements.run(PAGE, [userId, uniqueId, after, limit]);
    return this.turns.run([`${userId}`], async () => (await read()).map(exported));
  }
}

function exported(row: ExportedRow): ExportedItem {
  const { since, isInherited } = row;
  return { ...itemOf(row), since, isInherited };
}
