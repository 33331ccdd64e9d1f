import { z } from 'zod';
import { type ErrorCode, isErrorCode } from '#glue/errors';
import type { Session, User, UserEvent } from '../auth-client.js';

/** What auth answers over HTTP, as {@link AuthClient} means it. Unknown fields are let pass. */
export const sessionAnswer = z
  .object({ user_id: z.int(), unique_id: z.string().min(1), expires_at: z.iso.datetime() })
  .transform(({ user_id, unique_id, expires_at }): Session => ({
    userId: user_id,
    uniqueId: unique_id,
    expiresAt: expires_at,
  }));

/** Why a token has no session. */
export interface Refusal {
  code: ErrorCode;
  detail: string;
}

/** One answer per token, in their order: the session, or why there is none. */
export const sessionsAnswer = z.array(
  z.union([
    sessionAnswer,
    z.object({
      code: z.custom<ErrorCode>((code) => typeof code === 'string' && isErrorCode(code)),
      detail: z.string(),
    }) satisfies z.ZodType<Refusal>,
  ]),
);

export const userAnswer = z
  .object({ id: z.int(), email: z.string().min(1), unique_id: z.string().min(1) })
  .transform(({ id, email, unique_id }): User => ({ id, email, uniqueId: unique_id }));

export const usersAnswer = z.array(userAnswer);

export const userEventsAnswer = z.array(
  z
    .object({
      id: z.int().positive(),
      event_id: z.uuid(),
      type: z.string().min(1),
      user_id: z.int(),
      unique_id: z.string().min(1),
    })
    .transform(({ id, event_id, type, user_id, unique_id }): UserEvent => ({
      id,
      eventId: event_id,
      type,
      userId: user_id,
      uniqueId: unique_id,
    })),
);

export const pingAnswer = z.object({ pong: z.literal(true) });

/** An error as auth answers it (RFC 9457), as far as it matters here. */
export const problemAnswer = z.object({
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
