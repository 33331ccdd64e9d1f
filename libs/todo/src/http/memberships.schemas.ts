import { z } from 'zod';
import { emailAddress } from '#auth-kernel';
import { idInPath, idNumber, idParameters } from '#glue/fields';

export const itemUserParameters = idParameters.extend({ user_id: idInPath });

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
