import { z } from 'zod';

/** The requests of the HTTP binding of `AuthClient`. */
export const userByUniqueIdBody = z.object({ unique_id: z.string() });
export const userByEmailBody = z.object({ email: z.string() });
export const usersByIdsBody = z.object({ ids: z.array(z.int()).max(1_000) });
const cursor = z.object({ id: z.int().positive(), event_id: z.uuid() });
export const userEventsBody = z.object({
  after: cursor.optional(),
  limit: z.int().positive().max(1_000),
  highest_user_id: z.int().positive().optional(),
});
export const sessionsBody = z.object({ tokens: z.array(z.string()).max(100) });
