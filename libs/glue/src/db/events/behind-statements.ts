import { type Behind, type EventCursor, MAX_COUNTED } from '../../events/index.js';
import { sqlName } from '../schema/schema-name.js';
import { statement } from '../statements/statement.js';

/** The statements about positions in the table `events` of a context. */
export function behindStatements(context: string) {
  const table = `${sqlName(context)}.events`;
  return {
    /** $1 id. */
    before: statement<EventCursor>(
      `${table}.before`,
      `SELECT id, event_id AS "eventId" FROM ${table} WHERE id < $1 ORDER BY id DESC LIMIT 1`,
    ),
    /** $1 id of the cursor, $2 types. */
    behind: statement<Behind>(
      `${table}.behind`,
      `SELECT count(*)::int AS events,
         greatest(0, coalesce(extract(epoch FROM now() - min(created_at)), 0))::float AS seconds
       FROM (
         SELECT created_at FROM ${table} WHERE id > $1 AND type = ANY($2)
         ORDER BY id LIMIT ${MAX_COUNTED}
       ) AS later`,
    ),
  };
}
