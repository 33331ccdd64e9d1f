import { client, EmailWorld, NEXT, PASSWORD } from '../emails/email-world.suite.js';
import { atOnce, resultOf } from '../factors/held-user.suite.js';
import { AccountSessionsService } from '../sessions/account-sessions.service.js';
import { PasswordResetService } from './password-reset.service.js';
import { PasswordService } from './password.service.js';

const BY_LINK = 'a-passphrase-that-a-link-sets';

/** The services on a PostgreSQL server, where transactions really run at the same time. */
describe('a reset and a change of a password at the same time', () => {
  let world: EmailWorld;
  beforeAll(async () => {
    world = await EmailWorld.open();
  }, 60_000);
  afterAll(() => world.close());

  async function userWithLink() {
    const user = await world.proven();
    const caller = await world.session(user);
    const resets = world.get(PasswordResetService);
    await resets.request(user.email, client());
    await world.later();
    const token = world.tokenTo(user.email, 'password-reset');
    const next = { current: PASSWORD, next: NEXT };
    return {
      ...{ user, caller },
      reset: () => resets.complete(token, BY_LINK, client()),
      change: () => world.get(PasswordService).change(caller, next, client()),
    };
  }

  it.each([
    { first: 'reset', loser: 'invalid_credentials', password: BY_LINK, sessions: 0 },
    { first: 'change', loser: 'link_invalid', password: NEXT, sessions: 1 },
  ])('are done once: the $first, if it is first', async ({ first, loser, password, sessions }) => {
    const { user, caller, reset, change } = await userWithLink();
    const works = first === 'reset' ? [reset, change] : [change, reset];
    const entriesBefore = world.entries.length;
    expect(await atOnce(world, user, works)).toEqual(['done', loser]);

    expect(await world.get(AccountSessionsService).list(caller)).toHaveLength(sessions);
    const made = world.entries.slice(entriesBefore).map(({ action }) => action);
    expect(made).toEqual([first === 'reset' ? 'password_reset' : 'password_changed']);
    expect(world.mailsTo(user.email, 'password-changed')).toHaveLength(1);
    for (const each of [PASSWORD, BY_LINK, NEXT]) {
      const result = await resultOf(() => world.logIn(user, each));
      expect(result).toBe(each === password ? 'done' : 'invalid_credentials');
    }
    expect(await resultOf(reset)).toBe('link_invalid');
  });
});
