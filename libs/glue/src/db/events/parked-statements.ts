import { MAX_COUNTED, type ParkedEvent } from '../../events/index.js';
import { sqlName } from '../schema/schema-name.js';
import { statement } from '../statements/statement.js';

const COLUMNS = 'id, event_id AS "eventId", type, data, reason, parked_at AS "parkedAt"';

/** The statements of the table `parked_events` of a context; $1 is the handler. */
export function parkedStatements(context: string) {
  const table = `${sqlName(context)}.parked_events`;
  const named = <Row>(name: string, text: string) => statement<Row>(`${table}.${name}`, text);
  return {
    park: named(
      'park',
      `INSERT INTO ${table} (handler, id, event_id, type, data, reason)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    ),
    parked: named<ParkedEvent>(
      'parked',
      `SELECT ${COLUMNS} FROM ${table} WHERE handler = $1 ORDER BY parked_at, id LIMIT $2`,
    ),
    count: named<{ count: number }>(
      'count',
      `SELECT count(*)::int FROM (
         SELECT FROM ${table} WHERE handler = $1 ORDER BY event_id LIMIT ${MAX_COUNTED}
       ) AS counted`,
    ),
    findParked: named<ParkedEvent>(
      'findParked',
      `SELECT ${COLUMNS} FROM ${table} WHERE handler = $1 AND id = $2`,
    ),
    /** $2 the random id. */
    unpark: named(
      'unpark',
      `DELETE FROM ${table} WHERE handler = $1 AND event_id = $2 RETURNING handler`,
    ),
  };
}
