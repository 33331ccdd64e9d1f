import { anyEmail, basic } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { type CredentialEvent, CREDENTIALS, type Holder, NEXT } from './credentials.js';
import { tokenFor } from './linked-tokens.js';
import { operate } from './operator-events.js';

/** All but the password. */
const BY_THE_PLAN = CREDENTIALS.filter((each) => each !== 'password');

/** Asks for the deletion, as its user does with the password. */
export async function deleteAccount(holder: Holder): Promise<void> {
  const headers = { authorization: basic(holder.email, PASSWORD) };
  await holder.must('DELETE', 'v1/users/delete', { token: holder.own, headers });
}

/** Waits until the deletion is done: its time has passed. */
async function passGrace({ system, email }: Holder): Promise<void> {
  const ofUser = 'WHERE user_id = (SELECT id FROM auth.users WHERE email = $1)';
  await system.query('auth', `UPDATE auth.planned_deletions SET deletes_at = now() ${ofUser}`, [
    email,
  ]);
  const sql = 'SELECT FROM auth.users WHERE email = $1';
  const isGone = async () => (await system.query('auth', sql, [email])).length === 0;
  await system.until('the deletion', isGone);
}

/** With a grace. */
export const PLANNED_EVENTS: readonly CredentialEvent[] = [
  { event: 'the deletion is planned', ends: BY_THE_PLAN, act: deleteAccount },
  {
    event: 'a planned deletion is cancelled',
    ends: BY_THE_PLAN,
    act: async (holder) => {
      await deleteAccount(holder);
      await holder.logIn();
    },
  },
  {
    event: 'a planned deletion is done',
    ends: CREDENTIALS,
    act: async (holder) => {
      await deleteAccount(holder);
      await passGrace(holder);
    },
  },
];

/** What happens to an account whose deletion is planned, and to its plan, as docs/accounts.md says it. */
export interface PlanEvent {
  event: string;
  effect: 'is cancelled' | 'is cancelled, without a mail' | 'stays' | 'is done at once';
  /** Whether the email was proven before; it was if it is not said. */
  isProven?: boolean;
  /** What happens before the deletion is planned. */
  prepare?(holder: Holder): Promise<string>;
  /** @param prepared what `prepare` has resolved to */
  act(holder: Holder, prepared: string): Promise<void>;
}

/** Changes the email as a thief does; resolves to the token of the link that undoes it. */
async function changeEmail(holder: Holder): Promise<string> {
  const [from, to] = [holder.email, anyEmail()];
  const json = { token: await holder.askForChange(to), password: PASSWORD };
  await holder.must('POST', 'v2/email-confirmations/complete', { json });
  holder.email = to;
  return tokenFor(holder.system, from, 'undo-email-change');
}

/** Asks for a second mail that confirms the email: the plan has made the first one invalid. */
async function confirm(holder: Holder, proof: object): Promise<void> {
  await holder.must('POST', 'v2/email-confirmations', { json: { email: holder.email } });
  const json = { token: await tokenFor(holder.system, holder.email, 'confirm-email', 2), ...proof };
  await holder.must('POST', 'v2/email-confirmations/complete', { json });
}

async function reset(holder: Holder): Promise<void> {
  const json = { token: await holder.askForReset(), new_password: NEXT };
  await holder.must('POST', 'v2/password-resets/complete', { json });
}

export const PLAN_EVENTS: readonly PlanEvent[] = [
  {
    event: 'a login, with all factors',
    effect: 'is cancelled',
    act: async (holder) => void (await holder.logIn()),
  },
  {
    event: 'the email is first proven by a link',
    effect: 'is cancelled',
    isProven: false,
    act: (holder) => confirm(holder, { password: PASSWORD }),
  },
  {
    event: 'the email is first proven by a new password',
    effect: 'is cancelled',
    isProven: false,
    act: reset,
  },
  {
    event: 'a change of the email is undone',
    effect: 'is cancelled',
    prepare: changeEmail,
    act: async (holder, token) =>
      void (await holder.must('POST', 'v2/email-confirmations/undo', { json: { token } })),
  },
  {
    event: 'the user is disabled',
    effect: 'is cancelled, without a mail',
    act: operate('disable'),
  },
  { event: 'a password is set by a link', effect: 'is cancelled', act: reset },
  { event: 'a role is granted or revoked', effect: 'stays', act: operate('grant') },
  {
    event: 'an administrator ends the sessions',
    effect: 'stays',
    act: operate('end-sessions'),
  },
  {
    event: 'an administrator resets the factors',
    effect: 'stays',
    act: operate('reset-factors'),
  },
  {
    event: 'an administrator deletes the account',
    effect: 'is done at once',
    act: operate('delete', '--yes'),
  },
];
