import { z } from 'zod';
import { plainText } from '#glue/fields';

const time = z.string().meta({ format: 'date-time' });

/** RFC 5646. */
const locale = z
  .string()
  .max(35)
  .refine(isLocale, 'must be a language tag, such as de-AT')
  .meta({ example: 'de-AT' });

const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be a time zone of IANA, such as Europe/Vienna')
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
  .meta({ id: 'Account' });

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(text: string): boolean {
  try {
    return /^[A-Z]/.test(text) && !!new Intl.DateTimeFormat('en', { timeZone: text });
  } catch {
    return false;
  }
}
