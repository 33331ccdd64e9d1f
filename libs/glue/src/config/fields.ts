import { z } from 'zod';

interface NumberField {
  min: number;
  max: number;
  default: number;
}

export function wholeNumber({ min, max, default: fallback }: NumberField) {
  return wholeNumberOr({ min, max }, `; leave it unset for ${fallback}.`).default(fallback);
}

/** A whole number within bounds, or `undefined` for a default that depends on other variables. */
export function optionalWholeNumber(bounds: Omit<NumberField, 'default'>) {
  return wholeNumberOr(bounds, ', or unset.').optional();
}

function wholeNumberOr({ min, max }: Omit<NumberField, 'default'>, unset: string) {
  const message = `must be a whole number from ${min} to ${max}${unset}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

/** A number above zero, fractions allowed, up to `max`. */
export function positiveNumber({ max, default: fallback }: Omit<NumberField, 'min'>) {
  const message = `must be a number above 0 and up to ${max}; leave it unset for ${fallback}.`;
  return z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/, message)
    .transform(Number)
    .refine((value) => value > 0 && value <= max, message)
    .default(fallback);
}

export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
  fallback: Words[number],
) {
  return z
    .enum(words, `must be one of ${words.join(', ')}; leave it unset for ${fallback}.`)
    .default(fallback);
}

/** A PostgreSQL URL, or `undefined`. Never echoed: it contains a password. */
export function postgresUrl() {
  return z
    .string()
    .refine(
      isPostgresUrl,
      'must be a URL like postgres://user:password@host:5432/database (percent-encode special ' +
        'characters in the password); leave it unset for the embedded database.',
    )
    .optional();
}

/** The name of a PostgreSQL schema that needs no quotes in SQL. */
export function schemaName(fallback: string) {
  return z
    .string()
    .regex(
      /^(?!pg_|public$|information_schema$)[a-z_][a-z0-9_]{0,62}$/,
      'must be the name of a schema: up to 63 lower case letters, digits and underscores, not ' +
        `public, and not beginning with a digit or pg_; leave it unset for ${fallback}.`,
    )
    .default(fallback);
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, searchParams, username, password } = new URL(text);
  return (
    /^postgres(ql)?:$/.test(protocol) &&
    text.includes('://') &&
    (hostname !== '' || searchParams.has('host')) &&
    pathname.length > 1 &&
    [username, password, hostname, pathname].every(isPercentEncoded)
  );
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
