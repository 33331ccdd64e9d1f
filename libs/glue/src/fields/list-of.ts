import { z } from 'zod';

/**
 * An array of at most `max` elements. A longer one is refused before its elements are read: each of them could have an
 * issue of its own.
 */
export function listOf<T extends z.ZodType>(element: T, max: number, min = 0) {
  const refuseLong = (value: unknown, context: z.core.$RefinementCtx) => {
    if (!Array.isArray(value) || value.length <= max) return value;
    context.addIssue({ code: 'too_big', origin: 'array', maximum: max, inclusive: true });
    return z.NEVER;
  };
  return z.preprocess(refuseLong, z.array(element).min(min).max(max));
}
