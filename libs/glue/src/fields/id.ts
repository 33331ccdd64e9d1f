import { z } from 'zod';

/** The id of a row. */
export const idNumber = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** {@link idNumber} as a part of a path. */
export const idInPath = z
  .string()
  .refine((text) => /^\d{1,16}$/.test(text), 'must be an integer')
  .transform(Number)
  .pipe(idNumber)
  .meta({ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** The parameters of a path with an id. */
export const idParameters = z.object({ id: idInPath });
