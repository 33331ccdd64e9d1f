import { z } from 'zod';
import { emailAddress } from '#glue/http';
import { idNumber } from './todo.schemas.js';

const id = z
  .string()
  .regex(/^\d{1,10}$/, 'must be a whole number')
  .transform(Number)
  .pipe(idNumber);

/** The item in the path. */
export const itemParameters = z.object({ id });

/** The item and the user in the path. */
export const itemUserParameters = z.object({ id, user_id: id });

export const shareItemBody = z
  .object({
    email: emailAddress(),
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
