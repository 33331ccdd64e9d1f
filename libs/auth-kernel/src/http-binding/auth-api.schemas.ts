import { z } from 'zod';
import type { Session, User, UserEvent } from '../auth-client.js';

/**
 * The responses of auth over HTTP, converted to the types of {@link AuthClient}. Unknown fields are
 * ignored.
 */
export const sessionAnswer = z
  .object({ user_id: z.int(), unique_id: z.string().min(1), expires_at: z.iso.datetime() })
  .transform(({ user_id, unique_id, expires_at }): Session => ({
    userId: user_id,
    uniqueId: unique_id,
    expiresAt: expires_at,
  }));

/** Why a token has no session. The code may be from a later version. */
export type Refusal = z.output<typeof refusal>;
const refusal = z.object({
  code: z.string(),
  status: z.int().min(400).max(499).default(401),
  detail: z.string(),
});

/** One answer per token, in order: the session, or the error. */
export const sessionsAnswer = z.array(z.union([sessionAnswer, refusal]));

export const userAnswer = z
  .object({ id: z.int(), email: z.string().min(1), unique_id: z.string().min(1) })
  .transform(({ id, email, unique_id }): User => ({ id, email, uniqueId: unique_id }));

export const usersAnswer = z.array(userAnswer);

const eventHead = z.object({ id: z.int().positive(), event_id: z.uuid(), type: z.string().min(1) });
const userDeleted = eventHead.extend({
  type: z.literal('user.deleted'),
  user_id: z.int(),
  unique_id: z.string().min(1),
});
/** An event of a later version, with unknown fields. */
const otherEvent = eventHead
  .extend({ user_id: z.int().catch(0), unique_id: z.string().catch('') })
  .refine(({ type }) => type !== userDeleted.shape.type.value);

export const userEventsAnswer = z.array(
  z
    .union([userDeleted, otherEvent])
    .transform(({ id, event_id, type, user_id, unique_id }): UserEvent => ({
      id,
      eventId: event_id,
      type,
      userId: user_id,
      uniqueId: unique_id,
    })),
);

export const pingAnswer = z.object({ pong: z.literal(true) });

/** An error of auth (RFC 9457): the fields that are needed here. */
export const problemAnswer = z.object({
  type: z.string().optional(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
