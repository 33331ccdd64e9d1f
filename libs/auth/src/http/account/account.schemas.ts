import { z } from 'zod';
import { emailAddress } from '#auth-kernel';
import {
  EXAMPLE_LINK_TOKEN,
  EXAMPLE_TOKEN,
  linkToken,
  password,
  presentPassword,
} from '../auth.schemas.js';
import { assertOneWay, secondStep, WAYS } from '../factors/login.schemas.js';

const time = z.string().meta({ format: 'date-time' });

export const loginBody = z
  .object({
    email: emailAddress().optional(),
    password: presentPassword.optional(),
    ...secondStep,
    remember: z.boolean().default(false).meta({ description: 'Keep me logged in' }),
    cookie: z.boolean().default(false).meta({
      description: 'For a web page: the token is set as a cookie that no script can read.',
    }),
  })
  .superRefine(assertOneWay)
  .meta({
    id: 'CreateSession',
    description:
      'An email and a password; or the `challenge` of the answer `second_factor_required` and one of `code`, ' +
      '`recovery_code` and `passkey`, with `remember` and `cookie` of the first request; or a passkey alone',
    anyOf: WAYS.map((required) => ({ required })),
    example: { email: 'test@gmail.com', password: 'password' },
  });

export const changePasswordBody = z
  .object({
    current_password: presentPassword,
    new_password: password,
  })
  .meta({
    id: 'ChangePassword',
    example: { current_password: 'password', new_password: 'a long new passphrase' },
  });

export const requestResetBody = z
  .object({ email: emailAddress() })
  .meta({ id: 'RequestPasswordReset', example: { email: 'test@gmail.com' } });

export const completeResetBody = z.object({ token: linkToken, new_password: password }).meta({
  id: 'CompletePasswordReset',
  example: { token: EXAMPLE_LINK_TOKEN, new_password: 'a long new passphrase' },
});

export const sessionParameters = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/) });

/** Strict: a misspelt `keep` must not end all. */
export const endSessionsQuery = z.strictObject({
  keep: z.literal('current').optional().meta({ description: 'Ends all others only' }),
});

const SESSION = {
  id: 'fV9yQ2n0b3J5',
  device: 'Firefox on Windows',
  address: '192.0.2.7',
  created_at: '2026-01-01T12:00:00.000Z',
  last_seen_at: '2026-01-01T12:10:00.000Z',
  expires_at: '2026-01-01T12:30:00.000Z',
  remembered: false,
  current: true,
};

const listedSession = z
  .object({
    id: z.string().meta({ description: 'It stays the same when the session is refreshed' }),
    device: z.string().nullable().meta({ example: 'Firefox on Windows' }),
    address: z.string().nullable().meta({ example: '192.0.2.7' }),
    created_at: time.meta({ description: 'The login' }),
    last_seen_at: time.meta({ description: 'The last use, to half a minute' }),
    expires_at: time.meta({ description: 'The expiry if the session is not used again' }),
    remembered: z.boolean(),
    current: z.boolean(),
  })
  .meta({ id: 'AccountSession', example: SESSION });

export const sessionsAnswer = z
  .object({ sessions: z.array(listedSession) })
  .meta({ id: 'AccountSessions', example: { sessions: [SESSION] } });

export const loginAnswer = z
  .object({
    session: listedSession,
    token: z.string().optional().meta({ description: 'Not with `cookie`' }),
  })
  .meta({ id: 'CreatedSession', example: { session: SESSION, token: EXAMPLE_TOKEN } });
