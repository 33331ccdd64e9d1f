import { call } from './call.js';
import type { components } from '#client';

/** Where the account is logged in. */
export type AccountSession = components['schemas']['AccountSession'];

const SESSIONS = 'v2/account/sessions';

export const readSessions = async (signal?: AbortSignal) =>
  (await call<components['schemas']['AccountSessions']>('GET', SESSIONS, { signal })).sessions;

export const endSession = (id: string) => call('DELETE', `${SESSIONS}/${id}`);

export const endOtherSessions = () => call('DELETE', `${SESSIONS}?keep=current`);

/** All other sessions end. */
export const changePassword = (current_password: string, new_password: string) =>
  call('PUT', 'v2/account/password', { json: { current_password, new_password } });

/** Asks for a mail with a link. The answer does not tell whether there is such an account. */
export const requestReset = (email: string) =>
  call('POST', 'v2/password-resets', { json: { email } });

/** What shows that the one who has the link is the user, beside a session: one of both. */
export type EmailProof = Pick<
  components['schemas']['CompleteEmailConfirmation'],
  'password' | 'new_password'
>;

/** Asks for a mail with a link that confirms an email. The answer does not tell whether it is to be confirmed. */
export const requestConfirmation = (email: string) =>
  call('POST', 'v2/email-confirmations', { json: { email } });

/** Confirms an email, or changes it, by the token of a link. */
export const confirmEmail = (token: string, proof: EmailProof) =>
  call('POST', 'v2/email-confirmations/complete', { json: { token, ...proof } });

/** Undoes a change of the email by the token of a link. All sessions of the account end. */
export const undoEmailChange = (token: string) =>
  call('POST', 'v2/email-confirmations/undo', { json: { token } });

/** Sets a password by the token of a link. All sessions of its account end. */
export const completeReset = (token: string, new_password: string) =>
  call('POST', 'v2/password-resets/complete', { json: { token, new_password } });
