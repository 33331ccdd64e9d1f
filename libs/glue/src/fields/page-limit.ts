import { z } from 'zod';

const MOST = 100;
const USUAL = 50;

/** How many entries a page of a list has at most: the query parameter `limit`. */
export const pageLimit = z
  .string()
  .regex(/^\d{1,3}$/, 'must be a whole number')
  .transform(Number)
  .pipe(z.int().min(1).max(MOST))
  .default(USUAL)
  .meta({ type: 'integer', minimum: 1, maximum: MOST });
