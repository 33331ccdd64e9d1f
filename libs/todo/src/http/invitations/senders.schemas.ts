import { z } from 'zod';
import { idInPath, idNumber } from '#glue/fields';
import type { ShownSender } from '../../core/invitations/senders.service.js';

export const senderParameters = z.object({ user_id: idInPath });

const SENDER = { user_id: 1, email: 'test@gmail.com', blocked: false };

const sender = z
  .object({ user_id: idNumber, email: z.string(), blocked: z.boolean() })
  .meta({ id: 'Sender', example: SENDER });

export const sendersAnswer = z
  .object({ senders: z.array(sender) })
  .meta({ id: 'Senders', example: { senders: [SENDER] } });

export const patchSenderBody = z
  .object({ blocked: z.literal(true) })
  .meta({ id: 'PatchSender', example: { blocked: true } });

export function sendersAnswerOf(senders: readonly ShownSender[]): z.output<typeof sendersAnswer> {
  return {
    senders: senders.map(({ userId, email, isBlocked }) => ({
      ...{ user_id: userId, email, blocked: isBlocked },
    })),
  };
}
