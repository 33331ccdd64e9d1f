import { z } from 'zod';
import { type ClientOf, command, defineContract, query } from '#seam';
import { authKernelErrors } from './auth-kernel.errors.js';

const userId = z.int();
/** Half of the integers that JSON represents: a wrong call must not use up the ids. */
const MAX_USER_ID = 2 ** 52;

/** An active session and its user. */
const session = z.object({
  /** The user's id. Other contexts reference it. */
  userId,
  /** The user's public id, as in the token. */
  uniqueId: z.string().min(1),
  /** The expiry if the session is not used again, in ISO 8601. */
  expiresAt: z.iso.datetime(),
});

/** A user, as other contexts see it. */
const user = z.object({ id: userId, email: z.string().min(1), uniqueId: z.string().min(1) });

const userEventCursor = z.object({
  id: z.int().positive(),
  /** Random. A restore of auth from a backup may reuse an id, but never this value. */
  eventId: z.uuid(),
});

/** An event of a user that other contexts must follow. */
const userEvent = userEventCursor
  .extend({
    /** `user.deleted`, or a type of a later version; readers skip unknown types. */
    type: z.string().min(1),
    /** 0 and empty if a later version reports an event without a user. */
    userId: userId.catch(0),
    uniqueId: z.string().catch(''),
  })
  .refine((event) => event.type !== 'user.deleted' || (event.userId !== 0 && event.uniqueId));

/** What auth offers to other contexts. */
export const authContract = defineContract('auth', {
  errors: authKernelErrors,
  calls: {
    /**
     * The session of a token.
     *
     * @throws ServiceError `unauthenticated` if the token is invalid or has expired, `session_ended`
     * if its session has ended
     */
    session: query({
      input: z.string(),
      output: session,
      errors: ['unauthenticated', 'session_ended'],
      batch: 100,
    }),

    /** @throws ServiceError `user_not_found` */
    userByUniqueId: query({
      input: z.string(),
      output: user,
      errors: ['user_not_found'],
      share: true,
    }),

    /**
     * Emails are compared without case and surrounding space.
     *
     * @throws ServiceError `user_not_found`
     */
    userByEmail: query({
      input: z.string(),
      output: user,
      errors: ['user_not_found'],
      share: true,
    }),

    /** The users with these ids that exist, in no particular order. */
    usersByIds: query({ input: z.array(userId), output: z.array(user), chunk: 1_000 }),

    /**
     * At most `limit` events after a cursor; without one, from the first event on. Ids are assigned
     * in commit order: a reader that has read one event has missed none before it.
     *
     * @throws ServiceError `event_cursor_unknown` if auth does not have the event of the cursor: auth
     * was restored from an older backup, or is another auth
     */
    userEvents: query({
      input: z.object({ after: userEventCursor.optional(), limit: z.int().min(1).max(1_000) }),
      output: z.array(userEvent),
      errors: ['event_cursor_unknown'],
      background: true,
    }),

    /** The `user.deleted` events of users with these ids. */
    deletionsOf: query({
      input: z.array(userId),
      output: z.array(userEvent),
      chunk: 1_000,
      background: true,
    }),

    /** The largest id that auth has assigned to a user; 0 before the first. */
    highestUserId: query({ input: z.null(), output: z.int(), background: true }),

    /**
     * Gives new users ids above this one, which is in the data of another context: auth was restored
     * from a backup that is older than its user.
     */
    continueUserIdsAbove: command({ input: z.int().positive().max(MAX_USER_ID), output: z.null() }),
  },
});

/** Auth, in process or over HTTP. */
export type AuthClient = ClientOf<typeof authContract>;

/** Injects the {@link AuthClient} that the app has chosen. */
export const AUTH_CLIENT = Symbol('AUTH_CLIENT');

export type Session = z.output<typeof session>;
export type User = z.output<typeof user>;
/** The position of a reader of events: the last event that it has applied. */
export type UserEventCursor = z.output<typeof userEventCursor>;
export type UserEvent = z.output<typeof userEvent>;
