import { statement } from '#glue/db';

export interface CounterRow {
  key: number;
  count: number;
  until: Date;
}

/** $1 keys. Also expired counters. OFFSET 0 prevents a join, which would scan a small table. */
export const READ_COUNTERS = statement<CounterRow>(
  'auth.read-limit-counters',
  `SELECT c.*
   FROM unnest($1::integer[]) AS wanted (key)
   CROSS JOIN LATERAL (
     SELECT key, greatest(count, 0) AS count, until
     FROM auth.limit_counters WHERE key = wanted.key OFFSET 0
   ) AS c`,
);

/**
 * $1 keys, $2 changes, $3 expiries, $4 now. The stored sum may be negative, which counts as zero;
 * the sum less the change is the count before. In the order of keys, to prevent deadlocks.
 */
export const ADD_TO_COUNTERS = statement<CounterRow>(
  'auth.add-to-limit-counters',
  `INSERT INTO auth.limit_counters AS c (key, count, until)
   SELECT key, by, until
   FROM unnest($1::integer[], $2::integer[], $3::timestamptz[]) AS change (key, by, until)
   ORDER BY key
   ON CONFLICT (key) DO UPDATE SET
     count = CASE WHEN c.until > $4 THEN greatest(c.count, 0) ELSE 0 END + excluded.count,
     until = greatest(c.until, excluded.until)
   RETURNING key, count, until`,
);

/** $1 now, $2 limit. Skips rows that another process has locked. */
export const SWEEP_COUNTERS = statement<{ key: number }>(
  'auth.sweep-limit-counters',
  `DELETE FROM auth.limit_counters WHERE key = ANY (ARRAY(
     SELECT key FROM auth.limit_counters WHERE until <= $1
     ORDER BY until LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING key`,
);
