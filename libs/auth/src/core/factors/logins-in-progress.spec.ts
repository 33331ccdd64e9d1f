import type { ServiceError } from '#glue/errors';
import {
  client,
  EmailWorld,
  NEXT,
  PASSWORD,
  type Registered,
} from '../emails/email-world.suite.js';
import { EmailChangeService } from '../emails/email-change.service.js';
import { AdministeredUsersService } from '../administration/administered-users.service.js';
import { AdministrationService } from '../administration/administration.service.js';
import { administrator } from '../administration/performer.js';
import { PasswordResetService } from '../passwords/password-reset.service.js';
import { UsersDal } from '../ports/users.dal.js';
import { PasswordService } from '../passwords/password.service.js';
import { AccountSessionsService, type Caller } from '../sessions/account-sessions.service.js';
import { SecondStepService } from './second-step.service.js';
import type { GivenFactor } from './second-factor.js';

const TERMS = { isRemembered: false, isForPage: false };
const ADMIN = administrator('u-admin');

/** A user with a session, and recovery codes. */
interface Ada extends Registered {
  caller: Caller;
  codes: string[];
}

let world: EmailWorld;

const resets = () => world.get(PasswordResetService);
const sessions = () => world.get(AccountSessionsService);
const administration = () => world.get(AdministrationService);
const administered = ({ caller }: Ada) => world.get(AdministeredUsersService).find(caller.uniqueId);

const EVENTS: Record<string, (ada: Ada) => Promise<unknown>> = {
  'all other sessions are ended, and there are none': ({ caller }) =>
    sessions().endAll(caller, true, client()),
  'all other sessions are ended': async (ada) => {
    await complete(await pending(ada), ada.codes[1]!);
    await sessions().endAll(ada.caller, true, client());
  },
  'all sessions are ended': ({ caller }) => sessions().endAll(caller, false, client()),
  'the password is changed': ({ caller }) =>
    world.get(PasswordService).change(caller, { current: PASSWORD, next: NEXT }, client()),
  'a password is set by a link': async ({ email }) => {
    await resets().request(email, client());
    await world.later();
    await resets().complete(world.tokenTo(email, 'password-reset'), NEXT, client());
  },
  'an administrator ends the sessions': async (ada) =>
    administration().endSessions(await administered(ada), ADMIN),
  'the user is disabled, and enabled again': async (ada) => {
    await administration().disable(await administered(ada), ADMIN);
    await administration().enable(await administered(ada), ADMIN);
  },
  'a change of the email is undone': async ({ caller, email }) => {
    const to = `new-${email}`;
    const wanted = { email: to, password: PASSWORD };
    await world.get(EmailChangeService).request(caller, wanted, client());
    await world.complete(world.tokenTo(to), { password: PASSWORD });
    const undo = world.tokenTo(email, 'email-changed');
    await world.get(EmailChangeService).undo(undo, client());
  },
};

/** The challenge of a login whose password was right. */
async function pending(user: Ada): Promise<string> {
  const error: unknown = await world.logIn(user).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'second_factor_required' });
  return (error as ServiceError).continuation!;
}

function complete(token: string, code: string) {
  const given: GivenFactor = { kind: 'recovery-code', code };
  return world.get(SecondStepService).complete(token, given, client());
}

describe('a login that waits for a second factor', () => {
  beforeAll(async () => {
    world = await EmailWorld.open();
  }, 60_000);
  afterAll(() => world.close());

  async function ada(): Promise<Ada> {
    const user = await world.proven();
    const caller = await world.session(user);
    return { ...user, caller, codes: await world.recoveryCodes(user) };
  }

  it('is completed otherwise', async () => {
    const user = await ada();
    const login = complete(await pending(user), user.codes[0]!);
    await expect(login).resolves.toMatchObject({ terms: TERMS });
  });

  it.each(Object.entries(EVENTS))('does not finish once %s', async (_, act) => {
    const user = await ada();
    const token = await pending(user);
    await act(user);
    const late = complete(token, user.codes[0]!);
    await expect(late).rejects.toMatchObject({ code: 'login_expired', status: 401 });
  });

  it('is ended with an entry in the audit; without any, nothing changes', async () => {
    const user = await ada();
    const generation = async () => {
      const [stored] = await world.get(UsersDal).findByIds([user.id]);
      return stored!.sessionGeneration;
    };
    const [entries, before] = [world.entries.length, await generation()];
    await pending(user);
    for (let i = 0; i < 3; i++) await sessions().endAll(user.caller, true, client());
    expect(world.entries.slice(entries)).toMatchObject([{ action: 'sessions_ended' }]);
    expect(await generation()).toBe(before + 1);
    await expect(sessions().chainOf(user.caller)).resolves.toBeDefined();
  });
});
