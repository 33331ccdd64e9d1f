import {
  client,
  DAY_MS,
  EmailWorld,
  NEXT,
  PASSWORD,
  type Registered,
} from '../emails/email-world.suite.js';
import { EmailChangeService } from '../emails/email-change.service.js';
import { EmailConfirmationService } from '../emails/email-confirmation.service.js';
import { PasswordResetService } from '../passwords/password-reset.service.js';
import { PlannedDeletionsDal } from '../ports/own-data/planned-deletions.dal.js';
import { UsersDal } from '../ports/users.dal.js';
import { PlannedDeletionsService } from './planned-deletions.service.js';

const WILL_NOT = 'deletion-cancelled';

describe('an account whose deletion is planned', () => {
  let world: EmailWorld;
  beforeAll(async () => {
    world = await EmailWorld.open();
  }, 60_000);
  afterAll(() => world.close());

  const stored = async ({ id }: Registered) => (await world.get(UsersDal).findByIds([id]))[0]!;
  const planAs = (user: Awaited<ReturnType<typeof stored>>) => {
    const deletesAt = new Date(world.now.getTime() + 30 * DAY_MS);
    return world.get(PlannedDeletionsService).plan(user, deletesAt, client());
  };
  const plan = async (user: Registered) => planAs(await stored(user));
  const isPlanned = ({ id }: Registered) => world.get(PlannedDeletionsDal).isPlanned(id);
  const actionsOf = ({ id }: Registered) =>
    world.entries.filter(({ subject }) => subject === `user:${id}`).map(({ action }) => action);
  const askToConfirm = async ({ email }: Registered) => {
    await world.get(EmailConfirmationService).request(email, client());
    await world.later();
    return world.tokenTo(email, 'email-confirm');
  };
  const reset = async ({ email }: Registered) => {
    const resets = world.get(PasswordResetService);
    await resets.request(email, client());
    await world.later();
    await resets.complete(world.tokenTo(email, 'password-reset'), NEXT, client());
  };
  const expectKept = async (user: Registered) => {
    expect(await isPlanned(user)).toBe(false);
    expect(actionsOf(user)).toContain('deletion_cancelled');
    expect(world.mailsTo(user.email, WILL_NOT)).toHaveLength(1);
  };

  it('is kept by the former address, which a thief has changed before', async () => {
    const user = await world.proven();
    const theirs = `thief-of-${user.email}`;
    const wanted = { email: theirs, password: PASSWORD };
    await world.get(EmailChangeService).request(await world.caller(user), wanted, client());
    await world.complete(world.tokenTo(theirs), { password: PASSWORD });
    await plan(user);
    const undo = world.tokenTo(user.email, 'email-changed');
    await world.get(EmailChangeService).undo(undo, client());
    await expectKept(user);
    expect(world.mailsTo(theirs, WILL_NOT)).toEqual([]);
  });

  it.each([{ password: PASSWORD }, { newPassword: NEXT }])(
    'is kept by the first proof of its email, with %j: another person may have planned it',
    async (proof) => {
      const user = await world.register();
      await plan(user);
      await world.complete(await askToConfirm(user), proof);
      await expectKept(user);
    },
  );

  it.each(['registered', 'proven'])('is kept by a reset of a user who is %s', async (state) => {
    const user = state === 'proven' ? await world.proven() : await world.register();
    // A thief of the password may have set it up: the owner cannot log in.
    if (state === 'proven') await world.passkey(user);
    await plan(user);
    await reset(user);
    await expectKept(user);
  });

  it('is not planned by a request whose sessions have ended meanwhile', async () => {
    const user = await world.proven();
    const found = await stored(user);
    await reset(user);
    await expect(planAs(found)).rejects.toMatchObject({ code: 'session_ended' });
    expect(await isPlanned(user)).toBe(false);
  });
});
