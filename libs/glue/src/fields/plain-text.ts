import { z } from 'zod';

interface TextBounds {
  /** In Unicode code points. */
  min: number;
  max: number;
  /** Whether surrounding space is dropped first. */
  trim: boolean;
}

const NUL = '\\u0000';
/** The characters that `trim` removes, as a part of a class; `\s` differs between languages. */
const SPACE = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
/**
 * Invisible characters: joiners and variation selectors, which shape their neighbours, fillers, and
 * the empty pattern of Braille.
 */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;
/**
 * The same in ASCII, up to U+FFFF. Characters beyond are literal: languages escape them
 * differently.
 */
const INVISIBLE =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e' +
  '\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufff8' +
  '\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}';

/** Whether a text shows anything at all. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/**
 * Text that every store keeps unchanged. Lone surrogates have no UTF-8 form and PostgreSQL has no
 * NUL, so both would be changed or lost.
 */
export function plainText({ min, max, trim }: TextBounds) {
  const text = trim ? z.string().trim() : z.string();
  const described = trim
    ? { pattern: textPattern(max) }
    : { minLength: min, maxLength: max, pattern: `^[^${NUL}]*$` };
  return text
    .refine((value) => value.isWellFormed(), reason('must not contain lone surrogates'))
    .refine((value) => !value.includes('\0'), reason('must not contain NUL'))
    .refine((value) => isBetween([...value].length, min, max), reason(lengthMessage(min, max)))
    .meta(described);
}

function lengthMessage(min: number, max: number): string {
  return min > 0 ? `must have ${min} to ${max} characters` : `must have at most ${max} characters`;
}

/** One reason is enough: further errors are not reported. */
function reason(error: string) {
  return { error, abort: true };
}

/** The pattern of a text, if it has more rules than NUL. */
interface PatternRules {
  /** Forbidden characters, as a part of a class. */
  excluded?: string;
  /** Whether it must have a visible character. */
  visible?: boolean;
}

/**
 * A regular expression for texts of 1 to `max` code points between any spaces, in the syntax of
 * JSON Schema, which has no trimming.
 */
export function textPattern(
  max: number,
  { excluded = NUL, visible = false }: PatternRules = {},
): string {
  const edge = `[^${excluded}${SPACE}]`;
  const shows = visible ? `(?=[${SPACE}${INVISIBLE}]*[^${SPACE}${INVISIBLE}])` : '';
  return `^${shows}[${SPACE}]*${edge}(?:[^${excluded}]{0,${max - 2}}${edge})?[${SPACE}]*$`;
}

function isBetween(length: number, min: number, max: number): boolean {
  return length >= min && length <= max;
}
