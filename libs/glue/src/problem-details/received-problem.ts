import { z } from 'zod';

/** An error on the wire: the fields of RFC 9457 that are needed here, and the code. */
export const problem = z.object({
  type: z.string().optional(),
  code: z.string(),
  status: z.int().min(400).max(599).optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retry_after: z.number().positive().optional(),
});
export type Problem = z.output<typeof problem>;
