import { z } from 'zod';
import { idNumber } from '#glue/fields';
import { detailedItemAnswer } from '../details/detailed-items.schemas.js';
import { LIST, listAnswer } from '../lists/lists.schemas.js';
import type { Invitation } from '../../core/invitations/invitation.js';
import type {
  NewInvitation,
  ReceivedInvitation,
} from '../../core/invitations/invitations.service.js';

/** Of the link: 256 bits in base64url. */
const token = z
  .string()
  .regex(/^[\w-]{43}$/, 'must be the token of an invitation')
  .meta({ description: 'Of the link. Each user who has it may accept; it works once' });

const moment = z.string().meta({ format: 'date-time' });

const TIMES = {
  created_at: '2026-01-01T12:00:00.000Z',
  expires_at: '2026-01-15T12:00:00.000Z',
};
const RECEIVED = {
  ...{
    id: 5,
    to: 'item',
    title: 'plan the party',
    sender: { user_id: 1, email: 'test@gmail.com' },
  },
  ...TIMES,
};
const SENT = {
  ...{ id: 6, item_id: 1, list_id: null, title: 'code', email: 'friend@gmail.com' },
  ...TIMES,
};
const TOKEN = 'mJ0nVq3rT6yB9cF2hK5pS8uX1zA4dG7jL0oQ3tW6yB8';

const times = { created_at: moment, expires_at: moment };

export const receivedInvitationAnswer = z
  .object({
    id: idNumber,
    to: z.enum(['item', 'list']),
    title: z.string().describe('Of the item, or the name of the list'),
    sender: z.object({ user_id: idNumber, email: z.string() }),
    ...times,
  })
  .meta({ id: 'ReceivedInvitation', example: RECEIVED });

const sentInvitation = z
  .object({
    id: idNumber,
    item_id: idNumber.nullable(),
    list_id: idNumber.nullable(),
    title: z.string(),
    email: z.string(),
    ...times,
  })
  .meta({ id: 'SentInvitation', example: SENT });

export const invitationsAnswer = z
  .object({
    received: z.array(receivedInvitationAnswer),
    sent: z.array(sentInvitation).describe('Those that are not accepted'),
  })
  .meta({ id: 'Invitations', example: { received: [RECEIVED], sent: [SENT] } });

export const newInvitationAnswer = sentInvitation
  .extend({
    token,
    link: z
      .url()
      .nullable()
      .meta({ description: 'Null if this installation has no public address' }),
  })
  .meta({
    id: 'NewInvitation',
    example: { ...SENT, token: TOKEN, link: `https://todo.example.com/invitation#token=${TOKEN}` },
  });

/** The item, or the list. */
export const acceptedAnswer = z
  .object({ item: detailedItemAnswer.nullable(), list: listAnswer.nullable() })
  .meta({
    id: 'AcceptedInvitation',
    example: { item: null, list: { ...LIST, shared: true, role: 'member' } },
  });

export const findInvitationBody = z
  .object({ token })
  .meta({ id: 'FindInvitation', example: { token: TOKEN } });

export const acceptInvitationBody = z
  .object({ token: token.optional() })
  .optional()
  .meta({ id: 'AcceptInvitation', example: { token: TOKEN } });

export const declineInvitationBody = z
  .object({
    token: token.optional(),
    block: z.boolean().default(false).meta({ description: 'Hide all of the sender, too' }),
  })
  .optional()
  .meta({ id: 'DeclineInvitation', example: { block: true } });

const timesOf = ({ createdAt, expiresAt }: Invitation) => ({
  created_at: createdAt.toISOString(),
  expires_at: expiresAt.toISOString(),
});

export function receivedAnswerOf(
  invitation: ReceivedInvitation,
): z.output<typeof receivedInvitationAnswer> {
  const { id, itemId, title, senderId, senderEmail } = invitation;
  const to = itemId === null ? 'list' : 'item';
  return {
    id,
    to,
    title,
    sender: { user_id: senderId, email: senderEmail },
    ...timesOf(invitation),
  };
}

export function sentAnswerOf(invitation: Invitation): z.output<typeof sentInvitation> {
  const { id, itemId, listId, title, email } = invitation;
  return { id, item_id: itemId, list_id: listId, title, email, ...timesOf(invitation) };
}

export function newAnswerOf(invitation: NewInvitation): z.output<typeof newInvitationAnswer> {
  const { token: secret, link } = invitation;
  return { ...sentAnswerOf(invitation), token: secret, link: link ?? null };
}
