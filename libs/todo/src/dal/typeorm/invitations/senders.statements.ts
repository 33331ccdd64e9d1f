import { statement, type StatementRunner } from '#glue/db';
import type { Sender, SenderState } from '../../../core/invitations/sender.js';

/** $1 user id, $2 sender id. */
const SENDER = statement<{ isBlocked: boolean }>(
  'todo.sender',
  'SELECT blocked AS "isBlocked" FROM todo.senders WHERE user_id = $1 AND sender_id = $2',
);

/** Whether the user has accepted or blocked the sender. */
export async function senderStateOf(
  statements: StatementRunner,
  userId: number,
  senderId: number,
): Promise<SenderState | undefined> {
  const [sender] = await statements.run(SENDER, [userId, senderId]);
  return sender && (sender.isBlocked ? 'blocked' : 'accepted');
}

/** $1 user id. */
export const ALL_SENDERS = statement<Sender>(
  'todo.senders',
  `SELECT sender_id AS "userId", blocked AS "isBlocked" FROM todo.senders
   WHERE user_id = $1 ORDER BY sender_id`,
);

/** $1 user id, $2 sender id, $3 whether it is blocked. */
export const PUT_SENDER = statement(
  'todo.put-sender',
  `INSERT INTO todo.senders (user_id, sender_id, blocked) VALUES ($1, $2, $3)
   ON CONFLICT (user_id, sender_id) DO UPDATE SET blocked = excluded.blocked`,
);

/** $1 user id, $2 sender id. Also one who was not accepted, and files items in a list that the user has, too. */
export const BLOCK = statement<object>(
  'todo.block-sender',
  `INSERT INTO todo.senders (user_id, sender_id, blocked)
   SELECT $1, $2, true WHERE EXISTS (
     SELECT FROM todo.senders WHERE user_id = $1 AND sender_id = $2 OFFSET 0
   ) OR $1 <> $2 AND EXISTS (
     SELECT FROM todo.lists own JOIN todo.lists other ON other.shared_id = own.shared_id
     WHERE own.user_id = $1 AND other.user_id = $2 OFFSET 0
   )
   ON CONFLICT (user_id, sender_id) DO UPDATE SET blocked = true
   RETURNING 1`,
);

/** $1 user id, $2 sender id. */
export const FORGET_SENDER = statement<object>(
  'todo.forget-sender',
  'DELETE FROM todo.senders WHERE user_id = $1 AND sender_id = $2 RETURNING 1',
);
