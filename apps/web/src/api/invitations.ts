import type { components } from '#client';
import { call } from './call.js';
import { isCode } from './problem.js';

type Invitations = components['schemas']['Invitations'];
/** An invitation that was just made: its token is known this once. */
export type NewInvitation = components['schemas']['NewInvitation'];
export type ReceivedInvitation = components['schemas']['ReceivedInvitation'];
export type SentInvitation = components['schemas']['SentInvitation'];

/** Those for the user, and those that the user has sent. A store without invitations has none. */
export async function readInvitations(signal?: AbortSignal): Promise<Invitations> {
  try {
    return await call<Invitations>('GET', 'v2/invitations', { signal });
  } catch (error) {
    if (isCode(error, 'database_required')) return { received: [], sent: [] };
    throw error;
  }
}
