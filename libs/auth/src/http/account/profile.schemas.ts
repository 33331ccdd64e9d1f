import { z } from 'zod';
import { plainText } from '#glue/fields';

const time = z.string().meta({ format: 'date-time' });

/** A language, a script and a region (RFC 5646, 2.1), of which the last two may be left out. */
const locale = z
  .string()
  .regex(
    /^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$/,
    'must be a language tag, such as de-AT',
  )
  .meta({ example: 'de-AT' });

const NO_TIME_ZONE = 'must be a time zone of IANA, such as Europe/Vienna';

const timeZone = z
  .string()
  .max(64)
  .regex(/^[A-Z][\w+-]*(\/[\w+-]+)*$/, NO_TIME_ZONE)
  .refine(isTimeZone, NO_TIME_ZONE)
  .meta({ example: 'Europe/Vienna' });

export const changeProfileBody = z
  .object({
    name: plainText({ min: 1, max: 100, trim: true }).nullable().optional(),
    locale: locale.nullable().optional(),
    time_zone: timeZone.nullable().optional(),
  })
  .meta({ id: 'ChangeAccount', example: { name: 'Ada', locale: 'de-AT' } });

export const accountAnswer = z
  .object({
    unique_id: z.string().meta({ format: 'uuid' }),
    email: z.string(),
    email_verified: z.boolean(),
    name: z.string().nullable(),
    locale: z.string().nullable(),
    time_zone: z.string().nullable(),
    has_password: z.boolean(),
    created_at: time,
  })
  .meta({
    id: 'Account',
    example: {
      unique_id: '6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11',
      email: 'test@gmail.com',
      email_verified: true,
      name: 'Ada',
      locale: 'de-AT',
      time_zone: null,
      has_password: true,
      created_at: '2026-01-01T12:00:00.000Z',
    },
  });

function isTimeZone(text: string): boolean {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: text });
  } catch {
    return false;
  }
}
