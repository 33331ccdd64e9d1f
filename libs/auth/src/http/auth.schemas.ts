import { z } from 'zod';
import { emailAddress } from '#auth-kernel';
import { plainText } from '#glue/fields';
import { REGISTRATION_MODES } from '../core/registration/registration-policy.js';

const id = z.int().min(1);
const uniqueId = z.string().meta({ format: 'uuid' });

/** A token of a session, for examples. */
export const EXAMPLE_TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1bmlxdWVfaWQiOiI2ZjFm.h3Q';
/** A token of a link, or a challenge, for examples. */
export const EXAMPLE_LINK_TOKEN = 'p7Zt1c0GmY3kXb9QwRfLs5VdHn2JuTeA8oKi4MxC6yE';

/** The token of a link. */
export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be the token of a link');

/** A new password. */
export const password = plainText({ min: 8, max: 256, trim: false });

/** A rule of today must not lock out a password of yesterday. */
export const presentPassword = plainText({ min: 1, max: 256, trim: false });

export const createUserBody = z
  .object({
    email: emailAddress(),
    password,
    invitation: linkToken.optional().meta({ description: 'The token of an invitation' }),
  })
  .meta({ id: 'CreateUser', example: { email: 'test@gmail.com', password: 'password' } });

export const userAnswer = z.object({ id, email: z.string(), unique_id: uniqueId }).meta({
  id: 'User',
  example: {
    id: 1,
    email: 'test@gmail.com',
    unique_id: '6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11',
  },
});

export const sessionAnswer = z
  .object({
    user_id: id,
    unique_id: uniqueId,
    expires_at: z.string().meta({
      format: 'date-time',
      description: 'The expiry if the session is not used again',
    }),
  })
  .meta({
    id: 'Session',
    example: {
      user_id: 1,
      unique_id: '6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11',
      expires_at: '2026-01-01T12:20:00.000Z',
    },
  });

export const tokenAnswer = z.string().describe('The token, as a JSON string').meta({
  pattern: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$',
  example: EXAMPLE_TOKEN,
});

export const registrationAnswer = z
  .object({
    mode: z.enum(REGISTRATION_MODES).meta({
      description: '`open`: all people; `invited`: those with an invitation; `closed`: no one',
    }),
  })
  .meta({ id: 'Registration', example: { mode: 'open' } });
