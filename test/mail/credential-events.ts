import { anyEmail } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { type CredentialEvent, CREDENTIALS, type Holder, NEXT } from './credentials.js';
import { deleteAccount } from './deletion-events.js';
import { tokenFor } from './linked-tokens.js';
import { OPERATOR_EVENTS } from './operator-events.js';

const LINKS = ['email change', 'reset links'] as const;
const SESSIONS = ['own session', 'other sessions'] as const;

/** The email before its change, and the link that undoes the change. */
const changes = new WeakMap<Holder, { from: string; undoToken: string }>();

/** The id of the session that began with this token. */
function sessionId(token: string): string {
  const claims = Buffer.from(token.split('.')[1]!, 'base64url').toString();
  return (JSON.parse(claims) as { sid: string }).sid;
}

/** Ends sessions, by the own one. */
const endSessions = (which: (holder: Holder) => string) => async (holder: Holder) => {
  const path = `v2/account/sessions${which(holder)}`;
  await holder.must('DELETE', path, { token: holder.own });
};

/** Changes the email, from one that was proven. */
async function changeEmail(holder: Holder): Promise<void> {
  const [from, to] = [holder.email, anyEmail()];
  const json = { token: await holder.askForChange(to), password: PASSWORD };
  await holder.must('POST', 'v2/email-confirmations/complete', { json });
  const undoToken = await tokenFor(holder.system, from, 'undo-email-change');
  changes.set(holder, { from, undoToken });
  holder.email = to;
}

async function undoChange(holder: Holder): Promise<void> {
  const { from, undoToken: token } = changes.get(holder)!;
  await holder.must('POST', 'v2/email-confirmations/undo', { json: { token } });
  holder.email = from;
}

export const EVENTS: readonly CredentialEvent[] = [
  {
    event: 'a logout',
    ends: ['own session'],
    act: async (holder) =>
      void (await holder.must('POST', 'v1/auth/logout', { token: holder.own })),
  },
  {
    event: 'one session is ended',
    ends: ['other sessions'],
    act: endSessions(({ other }) => `/${sessionId(other)}`),
  },
  {
    event: 'all other sessions are ended',
    ends: ['other sessions'],
    act: endSessions(() => '?keep=current'),
  },
  { event: 'all sessions are ended', ends: SESSIONS, act: endSessions(() => '') },
  {
    event: 'a session is not used in time',
    ends: ['other sessions'],
    act: async ({ system, other }) => {
      const sql = "UPDATE auth.sessions SET last_used_at = now() - interval '1 day' WHERE id = $1";
      await system.query('auth', sql, [sessionId(other)]);
    },
  },
  {
    event: 'a token is refreshed',
    ends: [],
    act: async (holder) => {
      const refresh = ['POST', 'v1/auth/refresh', { token: holder.own }] as const;
      holder.own = (await holder.must<string>(...refresh)).body;
    },
  },
  {
    event: 'an access token is deleted',
    ends: ['access tokens'],
    act: async (holder) => {
      const path = `v2/account/tokens/${holder.accessToken.id}`;
      await holder.must('DELETE', path, { token: holder.own });
    },
  },
  {
    event: 'the password is changed',
    ends: ['password', 'other sessions', ...LINKS],
    act: async (holder) => {
      const json = { current_password: PASSWORD, new_password: NEXT };
      await holder.must('PUT', 'v2/account/password', { json, token: holder.own });
    },
  },
  {
    event: 'a password is set by a link',
    ends: CREDENTIALS,
    act: async (holder) => {
      const json = { token: await holder.askForReset(2), new_password: NEXT };
      await holder.must('POST', 'v2/password-resets/complete', { json });
    },
  },
  {
    event: 'the email is first proven, with a session',
    ends: ['other sessions', 'access tokens', ...LINKS],
    isProven: false,
    act: (holder) => holder.prove({}, { token: holder.own }),
  },
  {
    event: 'the email is first proven, with the password',
    ends: [...SESSIONS, 'access tokens', ...LINKS],
    isProven: false,
    act: (holder) => holder.prove({ password: PASSWORD }),
  },
  {
    event: 'the email is first proven, with a new password',
    ends: CREDENTIALS,
    isProven: false,
    act: (holder) => holder.prove({ new_password: NEXT }),
  },
  { event: 'the email is changed', ends: LINKS, act: changeEmail },
  {
    event: 'a change of the email is undone',
    ends: CREDENTIALS,
    prepare: changeEmail,
    act: undoChange,
  },
  {
    event: 'the account is deleted',
    ends: CREDENTIALS,
    act: deleteAccount,
  },
  ...OPERATOR_EVENTS,
];
