import type { ClaimedCommand, OutboxCount, ParkedCommand } from '../../outbox/index.js';
import { sqlName } from '../schema/schema-name.js';
import { statement } from '../statements/statement.js';

/** A time from now on; a parameter in milliseconds. */
const after = (parameter: string) => `now() + ${parameter}::float8 * interval '1 ms'`;

/** The first command of each key is due, whatever it waited for. */
const promoteFirst = (keys: string) => `
  UPDATE OUTBOX o SET due_at = now()
  FROM (${keys}) k CROSS JOIN LATERAL (
    SELECT id FROM OUTBOX f WHERE f.order_by = k.order_by ORDER BY id LIMIT 1
  ) first
  WHERE o.id = first.id AND o.due_at IS NULL AND o.parked_at IS NULL
  RETURNING o.contract`;

/** Times are those of the database: clocks of processes may differ. */
const TEXTS = {
  insert: `
    INSERT INTO OUTBOX (key, contract, call, body, order_by, subject, expires_at, due_at)
    VALUES ($1, $2, $3, $4, $5::text, $6, ${after('$7')}, CASE WHEN $5::text IS NULL THEN now() END)`,
  /** $1 contract, $2 limit, $3 lease. */
  claim: `
    WITH due AS (
      SELECT id FROM OUTBOX WHERE contract = $1 AND due_at <= now() AND expires_at > now()
      ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
    )
    UPDATE OUTBOX o SET due_at = ${after('$3')}, tries = tries + 1
    FROM due WHERE o.id = due.id
    RETURNING o.id, o.contract, o.call, o.key, o.body, o.tries`,
  /** $1 ids, $2 tries, $3 lease. */
  renew: `
    UPDATE OUTBOX o SET due_at = ${after('$3')}
    FROM unnest($1::bigint[], $2::int[]) AS mine (id, tries)
    WHERE o.id = mine.id AND o.tries = mine.tries AND o.parked_at IS NULL`,
  /** $1 id, $2 tries, $3 code, $4 pause. */
  postpone: `
    UPDATE OUTBOX SET due_at = least(${after('$4')}, expires_at), code = $3
    WHERE id = $1 AND tries = $2 AND parked_at IS NULL`,
  /** $1 id, $2 tries, $3 code. */
  park: `
    UPDATE OUTBOX SET due_at = NULL, parked_at = now(), code = $3
    WHERE id = $1 AND tries = $2 AND parked_at IS NULL`,
  /** Not one that is being sent: its lease ends later. $1 limit. */
  parkExpired: `
    WITH expired AS (
      SELECT id FROM OUTBOX WHERE parked_at IS NULL AND expires_at <= now()
        AND (due_at IS NULL OR due_at <= now())
      ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    UPDATE OUTBOX o SET due_at = NULL, parked_at = now()
    FROM expired WHERE o.id = expired.id RETURNING o.contract, o.call`,
  remove: 'DELETE FROM OUTBOX WHERE id = ANY($1::bigint[]) RETURNING order_by',
  removeParked: 'DELETE FROM OUTBOX WHERE id = $1 AND parked_at IS NOT NULL RETURNING order_by',
  forget: 'DELETE FROM OUTBOX WHERE subject = $1 RETURNING order_by',
  /** $1 how long they are kept, $2 limit. */
  erase: `
    DELETE FROM OUTBOX WHERE id IN (
      SELECT id FROM OUTBOX WHERE parked_at < now() - $1::float8 * interval '1 ms'
      ORDER BY parked_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING order_by`,
  promote: promoteFirst('SELECT DISTINCT unnest($1::text[]) AS order_by'),
  promoteAll: promoteFirst('SELECT DISTINCT order_by FROM OUTBOX WHERE order_by IS NOT NULL'),
  /** $1 limit, $2 an id, or all. */
  parked: `
    SELECT id, contract, call, key, order_by AS "orderBy", created_at AS "createdAt",
      parked_at AS "parkedAt", tries, code, parked_at >= expires_at AS "hasExpired"
    FROM OUTBOX WHERE parked_at IS NOT NULL AND ($2::bigint IS NULL OR id = $2::bigint)
    ORDER BY parked_at, id LIMIT $1`,
  /** $1 id, $2 key, $3 expiry. */
  unpark: `
    UPDATE OUTBOX SET key = $2, expires_at = ${after('$3')}, parked_at = NULL, code = NULL,
      due_at = CASE WHEN order_by IS NULL THEN now() END
    WHERE id = $1 AND parked_at IS NOT NULL RETURNING contract, order_by`,
  counts: `
    SELECT contract, count(*) FILTER (WHERE parked_at IS NULL)::int AS pending,
      count(*) FILTER (WHERE parked_at IS NOT NULL)::int AS parked,
      coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NULL)), 0)::float8
        AS "oldestSeconds"
    FROM OUTBOX GROUP BY contract`,
};

interface Removed {
  order_by: string | null;
}

/** The statements of the table `outbox` of a context, which a migration of the context creates: docs/outbox.md. */
export function outboxStatements(context: string) {
  const table = `${sqlName(context)}.outbox`;
  const named = <Row = object>(name: keyof typeof TEXTS) =>
    statement<Row>(`${table}.${name}`, TEXTS[name].replaceAll('OUTBOX', table));
  return {
    insert: named('insert'),
    claim: named<ClaimedCommand>('claim'),
    renew: named('renew'),
    postpone: named('postpone'),
    park: named('park'),
    parkExpired: named<{ contract: string; call: string }>('parkExpired'),
    remove: named<Removed>('remove'),
    removeParked: named<Removed>('removeParked'),
    forget: named<Removed>('forget'),
    erase: named<Removed>('erase'),
    promote: named<{ contract: string }>('promote'),
    promoteAll: named<{ contract: string }>('promoteAll'),
    parked: named<ParkedCommand>('parked'),
    unpark: named<{ contract: string; order_by: string | null }>('unpark'),
    counts: named<OutboxCount>('counts'),
  };
}
