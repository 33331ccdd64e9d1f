import { z } from 'zod';
import { type ConfigOf, type ConfigPart, oneOf, positiveNumber, wholeNumber } from '#glue/config';
import { hashConfig } from './hash.config.js';
import { publicUrlConfig } from './public-url.config.js';
import { tokenConfig } from './token.config.js';

export const authConfig = {
  shape: {
    ...tokenConfig.shape,
    ...hashConfig.shape,
    ...publicUrlConfig.shape,
    CACHE_API_URL: z
      .string()
      .refine(
        isRedisUrl,
        'must be a URL like redis://user:password@host:6379/0 or rediss://host:6380; leave it ' +
          'unset to keep sessions in the database.',
      )
      .optional()
      .meta({
        description:
          'The Redis that stores sessions, such as `redis://user:password@host:6379/0` or ' +
          '`rediss://host:6380`.',
        unset: 'none: sessions are in auth’s database',
      }),
    REGISTRATION: oneOf(['open', 'invited', 'closed'], 'open').meta({
      description:
        'Who may register: `open` (all people), `invited` (those whom an administrator has invited) or `closed`.',
    }),
    SESSION_IDLE_MINUTES: positiveNumber({ max: 525_600, default: 20 }).meta({
      description:
        'The idle timeout of a session in minutes; a session may end up to half a minute earlier. Fractions ' +
        'are allowed.',
    }),
    SESSION_MAX_HOURS: positiveNumber({ max: 8_760, default: 12 }).meta({
      description:
        'The absolute timeout of a session in hours after the login. Fractions are allowed.',
    }),
    SESSION_REMEMBERED_IDLE_DAYS: positiveNumber({ max: 365, default: 14 }).meta({
      description:
        'The idle timeout in days of sessions that people asked to keep: “Keep me logged in”. Fractions are ' +
        'allowed.',
    }),
    SESSION_REMEMBERED_MAX_DAYS: positiveNumber({ max: 365, default: 30 }).meta({
      description: 'The absolute timeout of those sessions in days. Fractions are allowed.',
    }),
    ADMIN_REQUIRES_SECOND_FACTOR: oneOf(['off', 'on'], 'off').meta({
      description:
        'With `on`, an administrator who has no second factor is like other users, also in sessions that began ' +
        'before. They set one up, and log in again.',
    }),
    ACCOUNT_DELETION_GRACE_DAYS: wholeNumber({ min: 0, max: 90, default: 0 }).meta({
      description:
        'How many days after a user has asked for it the account is deleted, 0 to 90. A login within these ' +
        'days cancels it. With 0 it is deleted at once. Set it once all processes of auth have this version: a login at ' +
        'an earlier one does not cancel.',
    }),
    LOGIN_REQUIRES_VERIFIED_EMAIL: oneOf(['off', 'on'], 'off').meta({
      description:
        'With `on`, only people who have confirmed their email can log in. It needs mails: those who have not ' +
        'can ask for another one by `POST /api/v2/email-confirmations`.',
    }),
  },
  check(config, report) {
    tokenConfig.check(config, report);
    hashConfig.check(config, report);
    publicUrlConfig.check(config, report);
  },
} satisfies ConfigPart;

export type AuthConfig = ConfigOf<typeof authConfig>;

function isRedisUrl(text: string): boolean {
  return (
    URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) && !!new URL(text).hostname
  );
}
