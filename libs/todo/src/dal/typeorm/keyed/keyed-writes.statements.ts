import { statement } from '#glue/db';
import type { Effect } from '../../../core/keyed/keyed-write.js';

type Remembered = Effect & { fingerprint: string };

/** Statements that find and note a write: $1 user id, $2 the key, $3 the fingerprint, $4 the kind, $5 the item. */
interface Memory {
  readonly find: ReturnType<typeof statement<Remembered>>;
  readonly note: ReturnType<typeof statement>;
}

export const IDEMPOTENCY_KEYS: Memory = {
  find: statement(
    'todo.find-idempotency-key',
    `SELECT fingerprint, kind, to_do_id AS "itemId" FROM todo.idempotency_keys
     WHERE user_id = $1 AND key = $2`,
  ),
  note: statement(
    'todo.note-idempotency-key',
    `INSERT INTO todo.idempotency_keys (user_id, key, fingerprint, kind, to_do_id, at)
     VALUES ($1, $2, $3, $4, $5, now())`,
  ),
};

export const CLIENT_IDS: Memory = {
  find: statement(
    'todo.find-client-id',
    `SELECT fingerprint, 'found' AS kind, to_do_id AS "itemId" FROM todo.client_ids
     WHERE user_id = $1 AND client_id = $2::uuid`,
  ),
  note: statement(
    'todo.note-client-id',
    `INSERT INTO todo.client_ids (user_id, client_id, fingerprint, to_do_id, gone_at)
     SELECT $1, $2::uuid, $3, $5, NULL::timestamptz WHERE $4::text = 'created'`,
  ),
};
