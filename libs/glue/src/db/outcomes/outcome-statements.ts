import { sqlName } from '../schema/schema-name.js';
import { type Statement, statement } from '../statements/statement.js';

/** The statements of the table `commands` of a context, which a migration of the context creates. */
export function outcomeStatements(context: string) {
  const table = `${sqlName(context)}.commands`;
  const named = <Row>(name: string, text: string): Statement<Row> =>
    statement<Row>(`${table}.${name}`, text);
  return {
    /** $1 caller, $2 call, $3 key, $4 hash of the input, $5 now, $6 outcome. Waits for the same key. */
    insert: named(
      'insert',
      `INSERT INTO ${table} (caller, call, key, input_hash, created_at, outcome)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING key`,
    ),
    find: named<{ same: boolean; outcome: unknown }>(
      'find',
      `SELECT input_hash = $4 AS same, outcome FROM ${table}
       WHERE caller = $1 AND call = $2 AND key = $3`,
    ),
    complete: named(
      'complete',
      `UPDATE ${table} SET outcome = $4 WHERE caller = $1 AND call = $2 AND key = $3`,
    ),
    /** $1 the latest time, $2 limit. With two ends the planner estimates few rows, and uses the index. */
    sweep: named(
      'sweep',
      `WITH expired AS (
         SELECT caller, call, key FROM ${table} WHERE created_at > '-infinity' AND created_at < $1
         ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
       )
       DELETE FROM ${table} c USING expired e
       WHERE c.caller = e.caller AND c.call = e.call AND c.key = e.key RETURNING c.key`,
    ),
  };
}
