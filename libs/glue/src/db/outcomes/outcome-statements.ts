import { sqlName } from '../schema/schema-name.js';
import { statement } from '../statements/statement.js';

const KEY = 'caller = $1 AND call = $2 AND key = $3';

const TEXTS = {
  /** $1 caller, $2 call, $3 key, $4 hash of the input, $5 now, $6 outcome. Waits for the same key. */
  insert: `
    INSERT INTO COMMANDS (caller, call, key, input_hash, created_at, outcome)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING key`,
  /** The same, with $7 the subject. */
  insertAbout: `
    INSERT INTO COMMANDS (caller, call, key, input_hash, created_at, outcome, subject)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING key`,
  /** $4 hashes of the input. Of one that was forgotten the hash is empty. */
  find: `SELECT input_hash = '' OR input_hash = ANY($4::text[]) AS same, outcome FROM COMMANDS WHERE ${KEY}`,
  complete: `UPDATE COMMANDS SET outcome = $4 WHERE ${KEY}`,
  forget: `
    UPDATE COMMANDS SET outcome = NULL, input_hash = '', subject = NULL
    WHERE subject = $1 RETURNING key`,
  /** $1 the latest time, $2 limit. With two ends the planner estimates few rows, and uses the index. */
  sweep: `
    WITH expired AS (
      SELECT caller, call, key FROM COMMANDS WHERE created_at > '-infinity' AND created_at < $1
      ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
    )
    DELETE FROM COMMANDS c USING expired e
    WHERE c.caller = e.caller AND c.call = e.call AND c.key = e.key RETURNING c.key`,
};

/** The statements of the table `commands` of a context, which a migration of the context creates. */
export function outcomeStatements(context: string) {
  const table = `${sqlName(context)}.commands`;
  const named = <Row = object>(name: keyof typeof TEXTS) =>
    statement<Row>(`${table}.${name}`, TEXTS[name].replaceAll('COMMANDS', table));
  return {
    insert: named('insert'),
    insertAbout: named('insertAbout'),
    find: named<{ same: boolean; outcome: unknown }>('find'),
    complete: named('complete'),
    forget: named('forget'),
    sweep: named('sweep'),
  };
}
