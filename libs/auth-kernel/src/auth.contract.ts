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
  /** What an access token allows. A session of a login, which may do everything, has none. */
  scopes: z.array(z.string()).optional(),
  /** `admin`; a usual user and an access token have none. */
  role: z.string().optional(),
});

/** A user, as other contexts see it. */
const user = z.object({ id: userId, email: z.string().min(1), uniqueId: z.string().min(1) });

/** A user, as mails of other contexts address people. What the user has not said is missing. */
const addressee = user.extend({
  /** Missing if no such mail is to be sent: the user has not confirmed the address, or is disabled. */
  email: z.string().min(1).optional(),
  /** A language tag, such as `de-AT`. */
  locale: z.string().min(1).optional(),
  /** Of the IANA time zone database, such as `Europe/Vienna`. */
  timeZone: z.string().min(1).optional(),
  /** The address of the page, such as `https://todo.example.com/`; missing if this installation has no public address. */
  page: z.url({ protocol: /^https?$/ }).optional(),
});

/** A user whom an event is about. */
const userRef = z.object({ userId, uniqueId: z.string().min(1) });

/** A deletion of a user, with its place in the order of events. */
const deletion = userRef.extend({ id: z.int().positive() });

/** What auth offers to other contexts. */
export const authContract = defineContract('auth', {
  errors: authKernelErrors,
  calls: {
    /**
     * The session of a token: of a login, or of an access token.
     *
     * @throws ServiceError `unauthenticated` if the token is invalid or has expired, or is an access
     * token that was deleted; `session_ended` if its session has ended
     */
    session: query({
      input: z.string(),
      output: session,
      errors: ['unauthenticated', 'session_ended'],
      batch: 100,
    }),

    /** The same, but no use of the session: for what stays open while its user does nothing. */
    unusedSession: query({
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

    /** As `usersByIds`, with what a mail to each depends on. */
    addressees: query({
      input: z.array(userId),
      output: z.array(addressee),
      chunk: 1_000,
    }),

    /** The deletions of users with these ids. */
    deletionsOf: query({
      input: z.array(userId),
      output: z.array(deletion),
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
  events: {
    /**
     * Sessions have ended before their expiry: the one with `sessionId`, or all that began before, except
     * one. A session keeps its id when it is refreshed.
     */
    'session.ended': userRef.extend({
      sessionId: z.string().optional(),
      /** Without `sessionId`: sessions of the user of an earlier generation. */
      generation: z.int().optional(),
      exceptSessionId: z.string().optional(),
    }),
    'user.registered': userRef,
    /** The user, the hash and all sessions are deleted. Other contexts delete what is theirs. */
    'user.deleted': userRef,
  },
});

/** Auth, in process or over HTTP. */
export type AuthClient = ClientOf<typeof authContract>;

/** Injects the {@link AuthClient} that the app has chosen. */
export const AUTH_CLIENT = Symbol('AUTH_CLIENT');

export type Session = z.output<typeof session>;
export type User = z.output<typeof user>;
export type Addressee = z.output<typeof addressee>;
export type UserDeletion = z.output<typeof deletion>;
