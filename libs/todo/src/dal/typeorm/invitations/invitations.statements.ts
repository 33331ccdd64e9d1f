import { statement } from '#glue/db';
import type { Invitation, InvitationCounts } from '../../../core/invitations/invitation.js';

const COLUMNS = `i.id, i.to_do_id AS "itemId", i.list_id AS "listId", t.title, i.sender_id AS "senderId", i.email,
  i.created_at AS "createdAt", i.expires_at AS "expiresAt"`;

/** An invitation of one who does not own the item or the list any more is none. */
const OWNED = `CROSS JOIN LATERAL (
    SELECT title FROM todo.to_do_items WHERE id = i.to_do_id AND EXISTS (
      SELECT FROM todo.user_connections o
      WHERE o.to_do_id = i.to_do_id AND o.user_id = i.sender_id AND o.role = 'owner' OFFSET 0
    )
    UNION ALL
    SELECT name FROM todo.lists WHERE user_id = i.sender_id AND id = i.list_id AND role = 'owner'
    OFFSET 0
  ) AS t`;

const NOT_BLOCKED = `NOT EXISTS (
    SELECT FROM todo.senders s WHERE s.user_id = $1 AND s.sender_id = i.sender_id AND s.blocked OFFSET 0
  )`;

const NO_MEMBER = `NOT EXISTS (
    SELECT FROM todo.user_connections c WHERE c.to_do_id = i.to_do_id AND c.user_id = $1 OFFSET 0
  ) AND NOT EXISTS (
    SELECT FROM todo.lists o JOIN todo.lists m ON m.shared_id = o.shared_id
    WHERE o.user_id = i.sender_id AND o.id = i.list_id AND m.user_id = $1 OFFSET 0
  )`;

/** How many are listed: the newest. */
const MOST = 100;

/** $1 user id, $2 email, $3 now. */
export const RECEIVED = statement<Invitation>(
  'todo.received-invitations',
  `SELECT ${COLUMNS} FROM todo.invitations i ${OWNED}
   WHERE i.email = $2 AND i.state = 'open' AND NOT i.declined AND i.expires_at > $3
     AND ${NOT_BLOCKED} AND ${NO_MEMBER}
   ORDER BY i.created_at DESC, i.id DESC LIMIT ${MOST}`,
);

/** $1 user id, $2 now. Who declines is not to be known. */
export const SENT = statement<Invitation>(
  'todo.sent-invitations',
  `SELECT ${COLUMNS} FROM todo.invitations i ${OWNED}
   WHERE i.sender_id = $1 AND i.state = 'open' AND i.expires_at > $2
   ORDER BY i.created_at DESC, i.id DESC LIMIT ${MOST}`,
);

/** $1 hash of a token, $2 now. */
export const FIND = statement<Invitation>(
  'todo.invitation-of-token',
  `SELECT ${COLUMNS} FROM todo.invitations i ${OWNED}
   WHERE i.token_hash = $1 AND i.state = 'open' AND i.expires_at > $2`,
);

interface Put {
  declined: boolean;
}

const RENEW = `DO UPDATE SET
     token_hash = excluded.token_hash, state = 'open', accepted_by = NULL,
     created_at = excluded.created_at, expires_at = excluded.expires_at
   RETURNING declined`;

const putInto = (column: string, conflict: string) => `
   INSERT INTO todo.invitations AS i (${column}, sender_id, email, token_hash, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT ${conflict} ${RENEW}`;

/** $1 item id, $2 sender id, $3 email, $4 hash of a token, $5 now, $6 expiry. Whether it was declined stays. */
const PUT = statement<Put>(
  'todo.put-invitation',
  putInto('to_do_id', '(to_do_id, sender_id, email)'),
);

/** The same, $1 list id. */
const PUT_OF_LIST = statement<Put>(
  'todo.put-invitation-to-list',
  putInto('list_id', "(sender_id, list_id, email) WHERE list_id IS NOT NULL AND email <> ''"),
);

const countsOf = (column: string, members: string) => `
   SELECT count(*) FILTER (WHERE is_other)::integer AS "bySender",
     count(*) FILTER (WHERE is_other AND email = $3)::integer AS "toEmail",
     count(*) FILTER (WHERE email = $3) = 0 AS "isFirst",
     (${members}) AS members
   FROM (
     SELECT email, (${column}, email) IS DISTINCT FROM ($2::bigint, $3) AS is_other
     FROM todo.invitations WHERE sender_id = $1 AND created_at > $4
   ) AS i`;

/** $1 sender id, $2 item id, $3 email, $4 a day ago. An email that is invited to the item once more counts once. */
const COUNTS = statement<InvitationCounts>(
  'todo.count-invitations',
  countsOf(
    'to_do_id',
    "SELECT count(*)::integer FROM todo.user_connections WHERE to_do_id = $2 AND role = 'member'",
  ),
);

/** The same, $2 list id. */
const COUNTS_OF_LIST = statement<InvitationCounts>(
  'todo.count-invitations-to-list',
  countsOf(
    'list_id',
    `SELECT count(*)::integer FROM todo.lists o JOIN todo.lists m ON m.shared_id = o.shared_id AND m.role = 'member'
     WHERE o.user_id = $1 AND o.id = $2`,
  ),
);

const closeOf = (column: string) =>
  `UPDATE todo.invitations SET state = 'accepted', accepted_by = $4, declined = false
   WHERE ${column} = $1 AND sender_id = $2 AND email = $3 AND state = 'open'`;

/** $1 item id, $2 sender id, $3 email, $4 user id: the item is shared with the user without it. */
const CLOSE = statement('todo.close-invitation', closeOf('to_do_id'));

/** The same, $1 list id. */
const CLOSE_OF_LIST = statement('todo.close-invitation-to-list', closeOf('list_id'));

/** Those about an item, and about a list. */
export const TO = {
  item: { put: PUT, counts: COUNTS, close: CLOSE },
  list: { put: PUT_OF_LIST, counts: COUNTS_OF_LIST, close: CLOSE_OF_LIST },
};

/** What decides who may accept an invitation. */
export interface StoredInvitation extends Pick<Invitation, 'senderId' | 'email' | 'expiresAt'> {
  itemId: number | null;
  listId: number | null;
  tokenHash: string;
  state: 'open' | 'accepted' | 'withdrawn';
  acceptedBy: number | null;
}

const STORED = `SELECT to_do_id AS "itemId", list_id AS "listId", sender_id AS "senderId", email, token_hash AS "tokenHash", state,
    accepted_by AS "acceptedBy", expires_at AS "expiresAt"
  FROM todo.invitations WHERE id = $1`;

export const READ = statement<StoredInvitation>('todo.invitation', STORED);
export const LOCK = statement<StoredInvitation>('todo.lock-invitation', `${STORED} FOR UPDATE`);

/** $1 id, $2 user id, $3 the email of the user: who accepts what was declined has another mind now. */
export const ACCEPT = statement(
  'todo.accept-invitation',
  `UPDATE todo.invitations SET state = 'accepted', accepted_by = $2, declined = declined AND email <> $3
   WHERE id = $1`,
);

/** $1 user id, $2 list id. Until the end of the transaction, the list is there, and so is its owner. */
export const KEEP_LIST = statement<object>(
  'todo.keep-list',
  "SELECT 1 FROM todo.lists WHERE user_id = $1 AND id = $2 AND role = 'owner' FOR SHARE",
);

/** $1 id, $2 the email of who declines: it stays as it is for who has only the token. */
export const DECLINE = statement(
  'todo.decline-invitation',
  'UPDATE todo.invitations SET declined = true WHERE id = $1 AND email = $2',
);

/** $1 id, $2 sender id. */
export const WITHDRAW = statement<{ id: number }>(
  'todo.withdraw-invitation',
  `UPDATE todo.invitations SET state = 'withdrawn'
   WHERE id = $1 AND sender_id = $2 AND state = 'open' RETURNING id`,
);

/** $1 user id. What the user has accepted counts for its sender, and says nothing of the user any more. */
export const FORGET_INVITEE = statement(
  'todo.forget-invitee',
  `UPDATE todo.invitations SET to_do_id = NULL, list_id = NULL, email = '', token_hash = '', accepted_by = NULL
   WHERE accepted_by = $1`,
);
