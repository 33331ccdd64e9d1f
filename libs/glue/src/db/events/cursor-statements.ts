import { sqlName } from '../schema/schema-name.js';
import { statement } from '../statements/statement.js';

export interface CursorRow {
  id: number | null;
  eventId: string | null;
  stopped: string | null;
  stoppedAt: Date | null;
  repeatsTo: number | null;
  loading: string | null;
}

const COLUMNS =
  'id, event_id AS "eventId", stopped, stopped_at AS "stoppedAt", repeats_to AS "repeatsTo", loading';
const TO = 'id = $2, event_id = $3';
const REPEAT = 'repeats_to = greatest(repeats_to, id)';
const RUNNING = 'stopped = NULL, stopped_at = NULL';
/** Whether a row of `event_cursors` is at an event. */
const isAt = (id: string, eventId: string) =>
  `id IS NOT DISTINCT FROM ${id}::bigint AND event_id IS NOT DISTINCT FROM ${eventId}::uuid`;

/** The statements of the table `event_cursors` of a context. */
export function cursorStatements(context: string) {
  const cursors = `${sqlName(context)}.event_cursors`;
  const named = <Row>(name: string, text: string) => statement<Row>(`${cursors}.${name}`, text);
  return {
    ...moves(cursors),
    find: named<CursorRow>('find', `SELECT ${COLUMNS} FROM ${cursors} WHERE handler = $1`),
    begin: named(
      'begin',
      `INSERT INTO ${cursors} (handler, id, event_id, loading) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
    ),
    /** $4 the page. */
    reset: named(
      'reset',
      `UPDATE ${cursors} SET ${TO}, loading = $4, ${RUNNING}, ${REPEAT} WHERE handler = $1`,
    ),
    /** $1 handler, $2 and $3 its event, $4 reason, $5 its page. */
    stop: named(
      'stop',
      `UPDATE ${cursors} SET stopped = $4, stopped_at = now()
       WHERE handler = $1 AND ${isAt('$2', '$3')} AND loading IS NOT DISTINCT FROM $5::text
         AND stopped IS NULL`,
    ),
  };
}

/** Statements that change a row only where its handler is. */
function moves(cursors: string) {
  const named = (name: string, text: string) => statement(`${cursors}.${name}`, text);
  return {
    /** $1 handler, $2 and $3 the new event, $4 and $5 the old one. */
    move: named(
      'move',
      `UPDATE ${cursors} SET ${TO}
       WHERE handler = $1 AND ${isAt('$4', '$5')} AND loading IS NULL AND stopped IS NULL
       RETURNING handler`,
    ),
    /** $1 handler, $2 and $3 its event, $4 its page, $5 the next one. */
    load: named(
      'load',
      `UPDATE ${cursors} SET loading = $5
       WHERE handler = $1 AND ${isAt('$2', '$3')} AND loading = $4 AND stopped IS NULL
       RETURNING handler`,
    ),
    /** As `move`, of a stopped handler. */
    restart: named(
      'restart',
      `UPDATE ${cursors} SET ${TO}, ${RUNNING}
       WHERE handler = $1 AND ${isAt('$4', '$5')} AND stopped IS NOT NULL RETURNING handler`,
    ),
  };
}
