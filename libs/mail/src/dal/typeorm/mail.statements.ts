import { statement } from '#glue/db';
import type { KnownMail } from '../../core/ports/mails.dal.js';

/** Each name is that of a table of mail. */
export const ACCEPT = statement<{ id: string }>(
  'mail.mails.accept',
  `INSERT INTO mail.mails (id, user_id, unique_id) VALUES ($1, $2, $3)
   ON CONFLICT DO NOTHING RETURNING id`,
);

export const STATE = statement<{ state: string }>(
  'mail.mails.state',
  `SELECT CASE
     WHEN m.sent_at IS NOT NULL THEN 'sent'
     WHEN q.id IS NULL THEN 'removed'
     WHEN q.parked_at IS NULL THEN 'queued'
     WHEN q.parked_at >= q.expires_at THEN 'expired'
     ELSE 'parked'
   END AS state
   FROM mail.mails m LEFT JOIN mail.outbox q ON q.key = m.id WHERE m.id = $1`,
);

/** No row if the mail is not to be sent. A turn ends with the hour for which it counts. */
export const FIND_TURN = statement<{ hasTurn: boolean }>(
  'mail.mails.find_turn',
  `SELECT (turn_at > now() - interval '1 hour') IS TRUE AS "hasTurn"
   FROM mail.mails WHERE id = $1 AND sent_at IS NULL`,
);

/** $1 id, $2 recipient, $3 turns per hour. */
export const TAKE_TURN = statement<{ id: string }>(
  'mail.mails.take_turn',
  `UPDATE mail.mails SET turn_at = now(), recipient = $2
   WHERE id = $1 AND sent_at IS NULL AND $3 > (
     SELECT count(*) FROM mail.mails
     WHERE recipient = $2 AND turn_at > now() - interval '1 hour'
   ) RETURNING id`,
);

/** When the recipient has a turn again. $1 recipient, $2 turns per hour. */
export const NEXT_TURN = statement<{ seconds: number }>(
  'mail.mails.next_turn',
  `SELECT extract(epoch FROM turn_at + interval '1 hour' - now())::float8 AS seconds
   FROM mail.mails WHERE recipient = $1 AND turn_at > now() - interval '1 hour'
   ORDER BY turn_at DESC OFFSET $2::int - 1 LIMIT 1`,
);

export const NOTE_SENT = statement(
  'mail.mails.note_sent',
  'UPDATE mail.mails SET sent_at = now() WHERE id = $1',
);

/**
 * $1 user id, $2 public id, $3 after this mail, or null, $4 limit. What is secret in the body of a queued mail is
 * sealed, and not read.
 */
export const LIST_OF = statement<KnownMail>(
  'mail.mails.list_of',
  `SELECT m.id, m.accepted_at AS "acceptedAt", m.sent_at AS "sentAt", q.call AS template,
     q.body ->> 'to' AS "to"
   FROM (
     SELECT id, accepted_at, sent_at FROM mail.mails
     WHERE user_id = $1 AND unique_id = $2
       AND id > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000')
     ORDER BY id LIMIT $4
   ) AS m LEFT JOIN LATERAL (
     SELECT call, body FROM mail.outbox WHERE key = m.id ORDER BY id LIMIT 1
   ) AS q ON true
   ORDER BY m.id`,
);

/** The mails about a user. It waits for turns that are being taken. */
export const FORGET = statement<{ recipient: string | null; turnAt: string | null }>(
  'mail.mails.forget',
  `DELETE FROM mail.mails WHERE user_id = $1
   RETURNING recipient, turn_at::text AS "turnAt"`,
);

/** Turns that were forgotten count on for their hour. $1 new ids, which are those of no mails. */
export const KEEP_TURNS = statement(
  'mail.mails.keep_turns',
  `INSERT INTO mail.mails (id, user_id, unique_id, accepted_at, recipient, turn_at, sent_at)
   SELECT id, NULL::bigint, NULL::text, turn_at, recipient, turn_at, NULL::timestamptz
   FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS forgotten (id, recipient, turn_at)
   WHERE turn_at > now() - interval '1 hour'`,
);

/** The hashes of recipients whose turns count no more. $1 limit. */
export const ERASE_RECIPIENTS = statement<{ id: string }>(
  'mail.mails.erase_recipients',
  `UPDATE mail.mails SET recipient = NULL WHERE id IN (
     SELECT id FROM mail.mails
     WHERE recipient IS NOT NULL AND turn_at < now() - interval '1 hour'
     ORDER BY turn_at LIMIT $1 FOR UPDATE SKIP LOCKED
   ) RETURNING id`,
);

/** Mails that are in no queue any more. $1 days they are kept, $2 limit. */
export const SWEEP = statement<{ id: string }>(
  'mail.mails.sweep',
  `DELETE FROM mail.mails WHERE id IN (
     SELECT id FROM mail.mails m WHERE accepted_at < now() - $1::int * interval '1 day'
       AND NOT EXISTS (SELECT FROM mail.outbox q WHERE q.key = m.id)
     ORDER BY accepted_at LIMIT $2 FOR UPDATE SKIP LOCKED
   ) RETURNING id`,
);
