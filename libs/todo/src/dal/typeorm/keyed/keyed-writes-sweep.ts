import type { DataSource } from 'typeorm';
import { type HousekeepingStep, statement, StatementRunner } from '#glue/db';

const STEP = 500;

const OLD_KEYS = statement<object>(
  'todo.oldIdempotencyKeys',
  `DELETE FROM todo.idempotency_keys k USING (
     SELECT user_id, key FROM todo.idempotency_keys
     WHERE at < now() - interval '24 hours' ORDER BY at LIMIT ${STEP} FOR UPDATE SKIP LOCKED
   ) AS old
   WHERE k.user_id = old.user_id AND k.key = old.key RETURNING 1`,
);

/** An item that was put back is there, though it was deleted before. */
const OLD_CLIENT_IDS = statement<object>(
  'todo.oldClientIds',
  `DELETE FROM todo.client_ids c USING (
     SELECT user_id, client_id FROM todo.client_ids AS gone
     WHERE gone_at < now() - interval '30 days' AND NOT EXISTS (
       SELECT FROM todo.to_do_items i WHERE i.id = gone.to_do_id OFFSET 0
     )
     ORDER BY gone_at LIMIT ${STEP} FOR UPDATE SKIP LOCKED
   ) AS old
   WHERE c.user_id = old.user_id AND c.client_id = old.client_id RETURNING 1`,
);

/** Removes idempotency keys after 24 hours, and client ids 30 days after their items. */
export function keyedWritesSteps(source: DataSource): HousekeepingStep[] {
  const statements = new StatementRunner(source);
  return [OLD_KEYS, OLD_CLIENT_IDS].map(
    (each) => async () => (await statements.run(each, [])).length === STEP,
  );
}
