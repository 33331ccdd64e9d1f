import { z } from 'zod';
import { emailAddress } from '#auth-kernel';
import { plainText } from '#glue/fields';
import { auditQuery } from '#glue/audit';
import { positionOf } from './admin-cursor.js';

const MAX_EMAIL_LENGTH = 254;
/** The base64url of the longest email. */
const MAX_CURSOR_LENGTH = 1_400;

const uniqueId = z.string().meta({ format: 'uuid' });
const time = z.string().meta({ format: 'date-time' });
const USER = {
  unique_id: '6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11',
  email: 'test@gmail.com',
  role: 'user' as const,
  created_at: '2026-01-01T12:00:00.000Z',
  disabled_at: null,
};

/** The public id of a user in a path. */
export const userParameters = z.object({ unique_id: z.uuid('must be a UUID') });

export const usersQuery = z
  .strictObject({
    search: plainText({ min: 1, max: MAX_EMAIL_LENGTH, trim: true })
      .optional()
      .meta({ description: 'A public id, or how emails begin' }),
    limit: auditQuery.shape.limit,
    cursor: z
      .string()
      .regex(/^[\w-]+$/)
      .max(MAX_CURSOR_LENGTH)
      .optional()
      .meta({ description: 'The `next_cursor` of the answer before, with the same `search`' }),
  })
  .refine(
    ({ search, cursor }) => cursor === undefined || positionOf(cursor, search !== undefined),
    {
      path: ['cursor'],
      message: 'must be the next_cursor of an answer to the same search',
    },
  );

export const administeredUser = z
  .object({
    unique_id: uniqueId,
    email: z.string(),
    role: z.enum(['user', 'admin']),
    created_at: time,
    disabled_at: time.nullable().meta({ description: 'Since when the user cannot log in' }),
  })
  .meta({ id: 'AdministeredUser', example: USER });

export const usersAnswer = z
  .object({ users: z.array(administeredUser), next_cursor: z.string().nullable() })
  .meta({ id: 'AdministeredUsers', example: { users: [USER], next_cursor: null } });

export const invitationBody = z
  .object({ email: emailAddress() })
  .meta({ id: 'CreateInvitation', example: { email: 'test@gmail.com' } });

export const invitationAnswer = z
  .object({
    email: z.string(),
    link: z.string().meta({ description: 'To the page, with the token: this once' }),
    expires_at: time,
    mailed: z.boolean().meta({ description: 'Whether a mail with the link is on its way' }),
  })
  .meta({
    id: 'Invitation',
    example: {
      email: 'test@gmail.com',
      link: 'https://example.com/register#token=p7Zt1c0GmY3kXb9QwRfLs5VdHn2JuTeA8oKi4MxC6yE',
      expires_at: '2026-01-08T12:00:00.000Z',
      mailed: true,
    },
  });
