import { runTool } from '../support/reconcile.js';
import { type CredentialEvent, CREDENTIALS, type Holder } from './credentials.js';

/** What an operator does at a terminal; administrators do the same by the API. */
export const operate =
  (action: string, ...options: string[]) =>
  async (holder: Holder): Promise<void> => {
    const { folder, env } = holder.system;
    const ofAuth = { folder, env: { ...env, AUTH_API_URL: '' } };
    const { code, output } = await runTool(ofAuth, 'admin', action, holder.email, ...options);
    if (code !== 0) throw new Error(output);
  };

const SESSIONS = ['own session', 'other sessions'] as const;

/** A disabled user is refused as if each credential had ended. */
export const OPERATOR_EVENTS: readonly CredentialEvent[] = [
  { event: 'an administrator ends the sessions', ends: SESSIONS, act: operate('end-sessions') },
  { event: 'a role is granted or revoked', ends: SESSIONS, act: operate('grant') },
  { event: 'the user is disabled', ends: CREDENTIALS, act: operate('disable') },
  {
    event: 'the user is enabled',
    ends: [...SESSIONS, 'email change', 'reset links'],
    act: async (holder) => {
      await operate('disable')(holder);
      await operate('enable')(holder);
    },
  },
];
