import { z } from 'zod';
import { emailAddress } from '#auth-kernel';
import { idNumber, MAX_ID } from './items.schemas.js';

const id = z
  .string()
  .refine((text) => /^\d{1,16}$/.test(text), 'must be a whole number')
  .transform(Number)
  .pipe(idNumber)
  .meta({ type: 'integer', minimum: 1, maximum: MAX_ID });

export const itemParameters = z.object({ id });

export const itemUserParameters = z.object({ id, user_id: id });

export const shareItemBody = z
  .object({
    email: emailAddress(),
  })
  .meta({ id: 'ShareItem', example: { email: 'friend@gmail.com' } });

const itemUser = z
  .object({ user_id: idNumber, email: z.string(), role: z.enum(['owner', 'member']) })
  .meta({ id: 'ItemUser' });

export const itemUsersAnswer = z.array(itemUser).meta({
  id: 'ItemUsers',
  description: 'All members of the item: its owner, then the others, earliest first',
  example: [
    { user_id: 1, email: 'test@gmail.com', role: 'owner' },
    { user_id: 2, email: 'friend@gmail.com', role: 'member' },
  ],
});
