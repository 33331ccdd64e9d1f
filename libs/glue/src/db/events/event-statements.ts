import { sqlName } from '../schema/schema-name.js';
import { LOCK_NAMESPACE } from '../statements/lock-until-commit.js';
import { type Statement, statement } from '../statements/statement.js';

/** A row of a page: the event of the cursor, an event of a wanted type, or the last of all. */
export interface PageRow {
  part: 'cursor' | 'event' | 'last';
  id: number;
  eventId: string;
  type: string;
  data: unknown;
}

/** The statements of the table `events` of a context, which a migration of the context creates. */
export function eventStatements(context: string) {
  const table = `${sqlName(context)}.events`;
  const named = <Row>(name: string, text: string): Statement<Row> =>
    statement<Row>(`${table}.${name}`, text);
  const columns = 'id, event_id AS "eventId", type, data';
  return {
    /**
     * $1 the name of the stream, $2 event ids, $3 types, $4 data. Ids are assigned after the lock: a
     * sequence does not wait for a commit, and an event must not become visible after a later one.
     */
    append: named(
      'append',
      `WITH stream AS MATERIALIZED (SELECT pg_advisory_xact_lock(${LOCK_NAMESPACE}, hashtext($1)))
       INSERT INTO ${table} (event_id, type, data)
       SELECT e.event_id, e.type, e.data FROM stream,
         unnest($2::uuid[], $3::text[], $4::json[]) WITH ORDINALITY AS e (event_id, type, data, place)
       ORDER BY e.place`,
    ),
    /** $1 id of the cursor, $2 types, $3 limit. All parts are of one snapshot. */
    page: named<PageRow>(
      'page',
      `SELECT 'cursor' AS part, ${columns} FROM ${table} WHERE id = $1
       UNION ALL (
         SELECT 'event', ${columns} FROM ${table} WHERE id > $1 AND type = ANY($2)
         ORDER BY id LIMIT $3
       )
       UNION ALL (SELECT 'last', ${columns} FROM ${table} ORDER BY id DESC LIMIT 1)`,
    ),
    last: named<{ id: number; eventId: string }>(
      'last',
      `SELECT id, event_id AS "eventId" FROM ${table} ORDER BY id DESC LIMIT 1`,
    ),
  };
}
