import { z } from 'zod';

/** Bounds of a text, in Unicode code points, and whether surrounding space is dropped first. */
interface TextBounds {
  min: number;
  max: number;
  trim: boolean;
}

/**
 * Text that every store keeps as it is. Lone surrogates have no UTF-8 form and
 * PostgreSQL has no NUL, so both would come back changed, or not at all.
 */
export function plainText({ min, max, trim }: TextBounds) {
  const text = trim ? z.string().trim() : z.string();
  return text
    .refine((value) => value.isWellFormed(), 'must not contain lone surrogates')
    .refine((value) => !value.includes('\0'), 'must not contain NUL')
    .refine(
      (value) => isBetween([...value].length, min, max),
      `must be ${min} to ${max} characters`,
    );
}

function isBetween(length: number, min: number, max: number): boolean {
  return length >= min && length <= max;
}
