import { z } from 'zod';

/** What is asked of a text. */
interface TextBounds {
  /** In Unicode code points. */
  min: number;
  max: number;
  /** Whether surrounding space is dropped first. */
  trim: boolean;
}

/** As a part of a class of a regular expression. */
const NUL = '\\u0000';
/** What `trim` drops, in the same form; `\s` is something else in each language. */
const SPACE = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';

/**
 * Text that every store keeps as it is. Lone surrogates have no UTF-8 form and
 * PostgreSQL has no NUL, so both would come back changed, or not at all.
 */
export function plainText({ min, max, trim }: TextBounds) {
  const text = trim ? z.string().trim() : z.string();
  const described = trim
    ? { pattern: textPattern(max) }
    : { minLength: min, maxLength: max, pattern: `^[^${NUL}]*$` };
  return text
    .refine((value) => value.isWellFormed(), 'must not contain lone surrogates')
    .refine((value) => !value.includes('\0'), 'must not contain NUL')
    .refine(
      (value) => isBetween([...value].length, min, max),
      `must be ${min} to ${max} characters`,
    )
    .meta(described);
}

/**
 * A regular expression for texts of 1 to `max` code points between any spaces, in the words of
 * JSON Schema, which knows no trimming.
 *
 * @param excluded what must not be in it, as a part of a class
 */
export function textPattern(max: number, excluded = NUL): string {
  const edge = `[^${excluded}${SPACE}]`;
  return `^[${SPACE}]*${edge}(?:[^${excluded}]{0,${max - 2}}${edge})?[${SPACE}]*$`;
}

function isBetween(length: number, min: number, max: number): boolean {
  return length >= min && length <= max;
}
