import { statement } from '../statements/statement.js';
import type { FailureCount, StoredAuditEntry } from '../../audit/index.js';

/** The statements of the table `audit` of a context. */
export function auditStatements(context: string) {
  const audit = `${context}.audit`;
  return {
    /** $1 subject, $2 actor, $3 action, $4 object, $5 outcome, $6 address, $7 device. */
    add: statement<{ id: number }>(
      `${context}.add-audit-entry`,
      `INSERT INTO ${audit} (subject, actor, action, object, outcome, address, device)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    ),
    /** $1 id, $2 outcome. */
    settle: statement(
      `${context}.settle-audit-entry`,
      `UPDATE ${audit} SET outcome = $2 WHERE id = $1`,
    ),
    /** $1 subject, $2 before this id, or null, $3 limit. */
    list: statement<StoredAuditEntry>(
      `${context}.list-audit`,
      `SELECT id, at, subject, actor, action, object, outcome, address, device FROM ${audit}
       WHERE subject = $1 AND id < coalesce($2::bigint, 9223372036854775807)
       ORDER BY id DESC LIMIT $3`,
    ),
    /** $1 subject. */
    clear: statement<{ id: number }>(
      `${context}.clear-audit`,
      `UPDATE ${audit} SET address = NULL, device = NULL
       WHERE subject = $1 AND (address IS NOT NULL OR device IS NOT NULL) RETURNING id`,
    ),
    erase: statement<{ id: number }>(`${context}.erase-audit`, erase(audit)),
    sweep: statement<{ id: number }>(`${context}.sweep-audit`, sweep(audit, 'at', 'id')),
  };
}

/** $1 subject, $2 limit. */
function erase(audit: string): string {
  return `DELETE FROM ${audit} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${audit} WHERE subject = $1 ORDER BY id LIMIT $2 FOR UPDATE
  )) RETURNING id`;
}

/** The statements of the table `audit_failures` of a context. */
export function failureStatements(context: string) {
  const failures = `${context}.audit_failures`;
  return {
    /** $1 subject, $2 action, $3 count. */
    add: statement(
      `${context}.count-failures`,
      `INSERT INTO ${failures} AS f (subject, hour, action, count)
       VALUES ($1, date_trunc('hour', now(), 'UTC'), $2, $3)
       ON CONFLICT (subject, hour, action) DO UPDATE SET count = f.count + $3`,
    ),
    /** $1 subject, $2 hour and $3 action after which, or nulls, $4 limit. */
    list: statement<FailureCount>(
      `${context}.list-failures`,
      `SELECT hour, action, count FROM ${failures}
       WHERE subject = $1 AND (hour, action) < (coalesce($2::timestamptz, 'infinity'), coalesce($3::text, ''))
       ORDER BY hour DESC, action DESC LIMIT $4`,
    ),
    /** $1 subject. */
    clear: statement<{ count: number }>(
      `${context}.clear-failures`,
      `DELETE FROM ${failures} WHERE subject = $1 RETURNING count`,
    ),
    sweep: statement<{ count: number }>(
      `${context}.sweep-failures`,
      sweep(failures, 'hour', 'count'),
    ),
  };
}

/**
 * $1 time, $2 limit. Skips rows that another process has locked. The planner expects few rows between
 * two ends, and uses the index.
 */
function sweep(table: string, time: string, returned: string): string {
  return `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE ${time} > '-infinity' AND ${time} < $1
    ORDER BY ${time} LIMIT $2 FOR UPDATE SKIP LOCKED
  )) RETURNING ${returned}`;
}
