import { z } from 'zod';

/** The largest id that PostgreSQL's integer holds. */
const MAX_ID = 2_147_483_647;
/** RFC 5321, 4.5.3.1.3. */
const MAX_EMAIL_LENGTH = 254;

const id = z
  .string()
  .regex(/^\d{1,10}$/, 'must be a whole number')
  .transform(Number)
  .pipe(z.int().positive().max(MAX_ID));

/** The item in the path. */
export const itemParameters = z.object({ id });

/** The item and the user in the path. */
export const itemUserParameters = z.object({ id, user_id: id });

export const shareItemBody = z
  .object({
    email: z
      .string()
      .trim()
      .toLowerCase()
      .pipe(z.email('must be an email address').max(MAX_EMAIL_LENGTH)),
  })
  .meta({ id: 'ShareItem', example: { email: 'friend@gmail.com' } });

const itemUser = z
  .object({ user_id: z.int(), email: z.string(), role: z.enum(['owner', 'member']) })
  .meta({ id: 'ItemUser' });

export const itemUsersAnswer = z.array(itemUser).meta({
  id: 'ItemUsers',
  description: 'All who have the item: its owner, then the members, earliest first',
  example: [
    { user_id: 1, email: 'test@gmail.com', role: 'owner' },
    { user_id: 2, email: 'friend@gmail.com', role: 'member' },
  ],
});
