import { sqlName } from '../schema/schema-name.js';
import { LOCK_NAMESPACE } from '../statements/lock-until-commit.js';
import { type Statement, statement } from '../statements/statement.js';

/** The statements of the table `unnumbered_events` of a context, which a migration of it creates. */
export function numberingStatements(context: string) {
  const unnumbered = `${sqlName(context)}.unnumbered_events`;
  const named = <Row>(name: string, text: string): Statement<Row> =>
    statement<Row>(`${unnumbered}.${name}`, text);
  return {
    /** $1 event ids, $2 types, $3 data. Without a lock, and without ids. */
    append: named(
      'append',
      `INSERT INTO ${unnumbered} (event_id, type, data)
       SELECT e.event_id, e.type, e.data FROM
         unnest($1::uuid[], $2::text[], $3::json[]) WITH ORDINALITY AS e (event_id, type, data, place)
       ORDER BY e.place`,
    ),
    any: named<{ place: number }>('any', `SELECT place FROM ${unnumbered} LIMIT 1`),
    /** $1 the name of the stream. */
    lock: named('lock', `SELECT pg_advisory_xact_lock(${LOCK_NAMESPACE}, hashtext($1))`),
    /** $1 limit. For the transaction that has the lock. */
    number: named<{ moved: number }>(
      'number',
      `WITH moved AS (
         DELETE FROM ${unnumbered}
         WHERE place IN (SELECT place FROM ${unnumbered} ORDER BY place LIMIT $1) RETURNING *
       ), numbered AS (
         INSERT INTO ${sqlName(context)}.events (event_id, type, data, created_at)
         SELECT event_id, type, data, created_at FROM moved ORDER BY place
       ) SELECT count(*)::integer AS moved FROM moved`,
    ),
  };
}
