import { EVENTS } from './credential-events.js';
import { PLANNED_EVENTS } from './deletion-events.js';
import {
  FACTOR_CREDENTIALS,
  type FactorCredential,
  type FactorEvent,
  type FactorHolder,
} from './factor-holder.js';
import { OWN_FACTOR_EVENTS } from './own-factor-events.js';
import { operate } from './operator-events.js';

const LOGINS = ['steps in progress', 'other sessions'] as const;
const ALL_BUT_FACTORS = [...LOGINS, 'access tokens'] as const;
const FACTORS = ['codes of an app', 'passkeys', 'recovery codes'] as const;
const UNDO = 'a change of the email is undone';

/** An event of the table of all credentials, which happens to a person with second factors. */
function same(event: string, ends: readonly FactorCredential[], title = event): FactorEvent {
  const found = [...EVENTS, ...PLANNED_EVENTS].find((each) => each.event === event);
  if (!found) throw new Error(`there is no event “${event}”`);
  return { ...found, event: title, ends, act: ({ holder }) => found.act(holder) };
}

/** The factors were set up longer ago than a week before the change of the email. */
async function undoLater(person: FactorHolder): Promise<void> {
  const { system, email } = person.holder;
  for (const table of ['totp_seeds', 'passkeys']) {
    const sql = `UPDATE auth.${table} SET created_at = created_at - interval '8 days'
      WHERE user_id = (SELECT id FROM auth.users WHERE email = $1)`;
    await system.query('auth', sql, [email]);
  }
  await same(UNDO, []).act(person);
}

export const FACTOR_EVENTS: readonly FactorEvent[] = [
  same('a logout', []),
  same('one session is ended', ['other sessions']),
  same('all other sessions are ended', LOGINS),
  same('all sessions are ended', LOGINS),
  same('a session is not used in time', ['other sessions']),
  same('a token is refreshed', []),
  same('an access token is deleted', ['access tokens']),
  same('the password is changed', LOGINS),
  same('a password is set by a link', ALL_BUT_FACTORS),
  {
    ...same('a password is set by a link', FACTOR_CREDENTIALS),
    event: 'a password is set by a link, which first proves the email',
    isProven: false,
  },
  same('the email is first proven, with a session', FACTOR_CREDENTIALS),
  same('the email is first proven, with the password', FACTOR_CREDENTIALS),
  same('the email is first proven, with a new password', FACTOR_CREDENTIALS),
  same('the email is changed', []),
  same(UNDO, FACTOR_CREDENTIALS, `${UNDO}: factors since a week before it`),
  {
    ...same(UNDO, ['recovery codes', ...ALL_BUT_FACTORS]),
    event: `${UNDO}: earlier factors`,
    act: undoLater,
  },
  ...OWN_FACTOR_EVENTS,
  {
    event: 'an administrator resets the factors',
    ends: [...FACTORS, ...LOGINS],
    act: ({ holder }) => operate('reset-factors')(holder),
  },
  same('an administrator ends the sessions', LOGINS),
  same('a role is granted or revoked', LOGINS),
  same('the user is disabled', FACTOR_CREDENTIALS),
  same('the user is enabled', LOGINS),
  same('the account is deleted', FACTOR_CREDENTIALS),
];

/** With a grace of deletions. */
export const PLANNED_FACTOR_EVENTS: readonly FactorEvent[] = [
  same('the deletion is planned', ALL_BUT_FACTORS),
  {
    event: 'a planned deletion is cancelled',
    ends: ALL_BUT_FACTORS,
    act: async (person) => {
      await same('the deletion is planned', []).act(person);
      await person.logInByPasskey();
    },
  },
  same('a planned deletion is done', FACTOR_CREDENTIALS),
];
