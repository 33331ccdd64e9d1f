import { z } from 'zod';
import { emailAddress } from '#auth-kernel';
import type { ShownMember } from '../core/sharing/sharing.service.js';
import { idInPath, idNumber, idParameters } from '#glue/fields';

export const itemUserParameters = idParameters.extend({ user_id: idInPath });

/** `me` is the caller: a token of items does not know its user. */
export const memberParameters = idParameters.extend({
  user_id: z.literal('me').or(idInPath),
});

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

export const membersAnswer = z.object({ members: z.array(itemUser) }).meta({
  id: 'ListMembers',
  description: 'All members of the list: its owner, then the others, earliest first',
  example: { members: [{ user_id: 1, email: 'test@gmail.com', role: 'owner' }] },
});

export function memberAnswerOf({ userId, email, role }: ShownMember): z.output<typeof itemUser> {
  return { user_id: userId, email, role };
}
