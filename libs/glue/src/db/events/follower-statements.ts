import type { EventCursor } from '../../events/index.js';
import { sqlName } from '../schema/schema-name.js';
import { statement } from '../statements/statement.js';

/** The events that one sweep examines. */
export const SWEPT = 500;

/** The statements of the table `event_followers` of a context, and of the removal of events. */
export function followerStatements(context: string) {
  const schema = sqlName(context);
  const [table, events] = [`${schema}.event_followers`, `${schema}.events`];
  const named = <Row>(name: string, text: string) => statement<Row>(`${table}.${name}`, text);
  return {
    /** $1 follower, $2 id. Only an event that is there: the log may have been restored. */
    furthestAfter: named<EventCursor>(
      'furthest_after',
      `SELECT e.id, e.event_id AS "eventId" FROM ${table} f
       JOIN ${events} e ON e.id = f.furthest_id AND e.event_id = f.furthest_event_id
       WHERE f.follower = $1 AND f.furthest_id > $2`,
    ),
    /** $1 followers, $2 ids, $3 event ids. */
    note: named('note', noteIn(table)),
    forget: named(
      'forget',
      `DELETE FROM ${table} WHERE seen_at < now() - $1 * interval '1 day' RETURNING follower`,
    ),
    /**
     * $1 the days that an event is kept. What is held then is that old at least, so that no
     * backup since has an earlier position.
     */
    hold: named(
      'hold',
      `UPDATE ${table} SET held_id = next_held_id, next_held_id = id, next_held_at = now()
       WHERE next_held_at < now() - $1 * interval '1 day'`,
    ),
    /** $1 the days that an event is kept, $2 the days that a follower holds events without asking. */
    sweep: named('sweep', sweepOf(events, table)),
    first: statement<{ id: number }>(
      `${events}.first`,
      `SELECT id FROM ${events} ORDER BY id LIMIT 1`,
    ),
  };
}

function noteIn(table: string): string {
  return `
    INSERT INTO ${table} AS f (follower, id, event_id, furthest_id, furthest_event_id, seen_at,
      held_id, next_held_id)
    SELECT follower, id, event_id, id, event_id, now(), id, id
    FROM unnest($1::text[], $2::bigint[], $3::uuid[]) AS n (follower, id, event_id) ORDER BY follower
    ON CONFLICT (follower) DO UPDATE SET id = excluded.id, event_id = excluded.event_id, seen_at = now(),
      furthest_id = greatest(f.furthest_id, excluded.id),
      furthest_event_id = CASE WHEN excluded.id > f.furthest_id
        THEN excluded.event_id ELSE f.furthest_event_id END,
      next_held_id = least(f.next_held_id, excluded.id)`;
}

/**
 * By the primary key, from the first event on and without a gap: a position that is there has all that
 * follow it. The event of a held position stays, and the last of all. No row is read and locked if the
 * first one is not old.
 */
function sweepOf(events: string, followers: string): string {
  return `
    WITH held AS (
      SELECT least(
        (SELECT max(id) FROM ${events}),
        (SELECT min(least(held_id, next_held_id)) FROM ${followers}
         WHERE seen_at >= now() - $2 * interval '1 day')
      ) AS id
    )
    DELETE FROM ${events} WHERE id IN (
      SELECT id FROM (
        SELECT id, bool_and(created_at < now() - $1 * interval '1 day') OVER (ORDER BY id) AS is_old
        FROM (
          SELECT id, created_at FROM ${events} WHERE id < (SELECT id FROM held)
            AND (SELECT created_at FROM ${events} ORDER BY id LIMIT 1) < now() - $1 * interval '1 day'
          ORDER BY id LIMIT ${SWEPT} FOR UPDATE
        ) AS first
      ) AS aged WHERE is_old
    ) RETURNING id`;
}
