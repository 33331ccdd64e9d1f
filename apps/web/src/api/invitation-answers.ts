import type { components } from '#client';
import { call } from './call.js';
import type { ReceivedInvitation } from './invitations.js';
import { isCode } from './problem.js';

/** Someone whom the user has accepted or blocked. */
export type Sender = components['schemas']['Sender'];

/** The invitation of a link. */
export const findInvitation = (token: string) =>
  call<ReceivedInvitation>('POST', 'v2/invitations/find', { json: { token } });

/** @param token of the link: the invitation may be for another email */
export const acceptInvitation = (id: number, token?: string) =>
  call('POST', `v2/invitations/${id}/accept`, { json: { token } });

/** @param block whether to hide all later ones of the sender, too */
export const declineInvitation = (id: number, block: boolean) =>
  call('POST', `v2/invitations/${id}/decline`, { json: { block } });

/** Makes one invalid that the user has sent. */
export const withdrawInvitation = (id: number) => call('DELETE', `v2/invitations/${id}`);

/** A store without invitations has none. */
export async function readSenders(signal?: AbortSignal): Promise<Sender[]> {
  try {
    const { senders } = await call<{ senders: Sender[] }>('GET', 'v2/senders', { signal });
    return senders;
  } catch (error) {
    if (isCode(error, 'database_required')) return [];
    throw error;
  }
}

export const blockSender = (userId: number) =>
  call('PATCH', `v2/senders/${userId}`, { json: { blocked: true } });

/** The sender needs an invitation to share with the user, and may send one. */
export const forgetSender = (userId: number) => call('DELETE', `v2/senders/${userId}`);
