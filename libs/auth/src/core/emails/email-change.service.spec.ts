import { AccountService } from '../users/account.service.js';
import { PlannedDeletionsService } from '../own-data/planned-deletions.service.js';
import { UsersDal } from '../ports/users.dal.js';
import { PasswordResetService } from '../passwords/password-reset.service.js';
import { EmailChangeService } from './email-change.service.js';
import {
  anyEmail,
  client,
  DAY_MS,
  EmailWorld,
  NEXT,
  PASSWORD,
  type Registered,
} from './email-world.suite.js';

const INVALID = { code: 'link_invalid', status: 410 };
const TAKEN = { code: 'email_taken', status: 409 };
const OWN = { password: PASSWORD };

describe('a change of an email', () => {
  let world: EmailWorld;
  beforeAll(async () => {
    world = await EmailWorld.open();
  }, 60_000);
  afterAll(() => world.close());
  afterEach(() => {
    world.mailsAreOn = true;
  });

  const request = async (user: Registered, email: string, password = PASSWORD) => {
    const wanted = { email, password };
    await world.get(EmailChangeService).request(await world.caller(user), wanted, client());
  };
  const change = async (user: Registered, to = anyEmail()) => {
    await request(user, to);
    await world.complete(world.tokenTo(to), OWN);
    return to;
  };
  const undo = (token: string) => world.get(EmailChangeService).undo(token, client());
  const undoTokenTo = (email: string) => world.tokenTo(email, 'email-changed');
  const emailOf = async (user: Registered) => (await world.account(user)).email;
  const isFree = (email: string) =>
    world.register(email).then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject(TAKEN);
        return false;
      },
    );

  it('happens when the new address confirms, and its user does', async () => {
    const user = await world.proven();
    const [session, to] = [await world.logIn(user), anyEmail()];
    await request(user, ` ${to.toUpperCase()}`);
    expect(await emailOf(user)).toBe(user.email);
    await world.complete(world.tokenTo(to, 'email-change-confirm'), { session });
    expect(await world.account(user)).toMatchObject({ email: to, emailVerifiedAt: world.now });
    expect(await world.isActive(session)).toBe(true);
    await expect(world.logIn(user)).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(await world.isActive(await world.logIn({ email: to }))).toBe(true);
  });

  it('is refused without mails, with a wrong password, and to the present address', async () => {
    const user = await world.proven();
    const refused = (email: string, password: string, code: string) =>
      expect(request(user, email, password)).rejects.toMatchObject({ code });
    await refused(user.email.toUpperCase(), PASSWORD, 'validation_failed');
    await refused(anyEmail(), 'wrong', 'invalid_credentials');
    world.mailsAreOn = false;
    await refused(anyEmail(), PASSWORD, 'mails_off');
  });

  it('is not confirmed by a stranger, whose address was mistyped or given on purpose', async () => {
    const [user, to] = [await world.proven(), anyEmail()];
    await request(user, to);
    const token = world.tokenTo(to);
    const strangers = await world.logIn(await world.register());
    for (const proof of [{}, { newPassword: NEXT }, { session: strangers }]) {
      const confirmed = world.complete(token, proof);
      await expect(confirmed).rejects.toMatchObject({ code: 'proof_required', status: 403 });
    }
    const guessed = world.complete(token, { password: 'wrong' });
    await expect(guessed).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(await emailOf(user)).toBe(user.email);
    await world.complete(token, OWN);
    expect(await emailOf(user)).toBe(to);
  });

  it('is refused for an administrator who has not proven the present address', async () => {
    const [user, to] = [await world.register(), anyEmail()];
    await request(user, to);
    await world.makeAdministrator(user);
    const unproven = { code: 'email_unverified', status: 403 };
    await expect(request(user, anyEmail())).rejects.toMatchObject(unproven);
    await expect(world.complete(world.tokenTo(to), OWN)).rejects.toMatchObject(unproven);
    expect(await emailOf(user)).toBe(user.email);
    await world.complete(world.tokenTo(user.email), { newPassword: NEXT });
    await request(user, to, NEXT);
    await world.complete(world.tokenTo(to), { password: NEXT });
    expect(await emailOf(user)).toBe(to);
  });

  it('tells at its end whether the address is taken', async () => {
    const [user, other] = [await world.proven(), await world.proven()];
    await request(user, other.email);
    const completed = world.complete(world.tokenTo(other.email, 'email-change-confirm'), OWN);
    await expect(completed).rejects.toMatchObject(TAKEN);
    expect(await emailOf(user)).toBe(user.email);
  });

  it('sends five mails to an address in half an hour at most, and does not tell', async () => {
    const [user, to] = [await world.proven(), anyEmail()];
    for (let i = 0; i < 6; i++) await request(user, to);
    expect(world.mailsTo(to)).toHaveLength(5);
  });

  it('makes all other links of the user invalid', async () => {
    const user = await world.register();
    const to = anyEmail();
    await request(user, to);
    const first = world.tokenTo(to);
    await request(user, to);
    await world.get(PasswordResetService).request(user.email, client());
    await world.later();
    const reset = world.tokenTo(user.email, 'password-reset');
    await world.complete(world.tokenTo(to), OWN);
    await expect(world.complete(first, OWN)).rejects.toMatchObject(INVALID);
    const confirm = world.tokenTo(user.email, 'email-confirm');
    await expect(world.complete(confirm, OWN)).rejects.toMatchObject(INVALID);
    const resetting = world.get(PasswordResetService).complete(reset, NEXT, client());
    await expect(resetting).rejects.toMatchObject(INVALID);
  });

  it('leaves an address that was never proven, without a link there, and free', async () => {
    const user = await world.register();
    const to = await change(user);
    expect(await world.account(user)).toMatchObject({ email: to, emailVerifiedAt: world.now });
    expect(world.mailsTo(user.email, 'email-changed')).toEqual([]);
    expect(await isFree(user.email)).toBe(true);
  });

  it('keeps a proven address for 7 days, for its user', async () => {
    const [user, other] = [await world.proven(), await world.proven()];
    const to = await change(user);
    expect(await isFree(user.email)).toBe(false);
    await request(other, user.email);
    const theirs = () => world.complete(world.tokenTo(user.email, 'email-change-confirm'), OWN);
    await expect(theirs()).rejects.toMatchObject(TAKEN);
    world.wait(7 * DAY_MS);
    await expect(undo(undoTokenTo(user.email))).rejects.toMatchObject(INVALID);
    await request(other, user.email);
    await theirs();
    expect(await emailOf(other)).toBe(user.email);
    expect(await emailOf(user)).toBe(to);
  });

  it('can be undone once: all ends, and the reset goes to the former address', async () => {
    const user = await world.proven();
    const session = await world.logIn(user);
    await world.script(user);
    const [to, theirs] = [await change(user), anyEmail()];
    expect(world.mailsTo(user.email, 'email-changed')).toMatchObject([
      { data: { newAddress: `p…${to.slice(to.indexOf('@'))}`, at: world.now.toISOString() } },
    ]);
    await request(user, theirs);
    const token = undoTokenTo(user.email);
    world.wait(7 * DAY_MS - 1);
    await undo(token);
    expect(await world.account(user)).toMatchObject({ email: user.email, hasPassword: false });
    expect(await world.isActive(session)).toBe(false);
    expect(await world.scriptsOf(user)).toEqual([]);
    for (const email of [user.email, to]) {
      const login = world.logIn({ email });
      await expect(login).rejects.toMatchObject({ code: 'invalid_credentials' });
    }
    await expect(world.complete(world.tokenTo(theirs), OWN)).rejects.toMatchObject(INVALID);
    await expect(undo(token)).rejects.toMatchObject(INVALID);
    expect(await isFree(to)).toBe(true);
    const reset = world.tokenTo(user.email, 'password-reset');
    await world.get(PasswordResetService).complete(reset, NEXT, client());
    expect(await world.isActive(await world.logIn(user, NEXT))).toBe(true);
  });

  it('sends the reset of an undo as every reset is sent: dropped once its link has ended', async () => {
    const user = await world.proven();
    await change(user);
    await undo(undoTokenTo(user.email));
    await world.get(PasswordResetService).request(user.email, client());
    await world.later();
    const [undone, asked] = world.mailsTo(user.email, 'password-reset');
    expect(undone).toEqual({ ...asked!, secrets: undone!.secrets });
    expect(undone!.expiresInMs).toBe(30 * 60_000);
  });

  it('is undone with a deletion that was planned since', async () => {
    const user = await world.proven();
    const to = await change(user);
    const known = (await world.get(UsersDal).findByEmail(to))!;
    const at = new Date(world.now.getTime() + DAY_MS);
    await world.get(PlannedDeletionsService).plan(known, at, client());
    await undo(undoTokenTo(user.email));
    world.wait(2 * DAY_MS);
    expect(await world.get(PlannedDeletionsService).deleteDue()).toBe(false);
    expect(await world.account(user)).toMatchObject({ email: user.email });
    const own = world.entries.filter(({ subject }) => subject === `user:${user.id}`);
    expect(own.map(({ action }) => action).slice(-2)).toEqual([
      ...['email_restored', 'deletion_cancelled'],
    ]);
  });

  it('is undone for a user who is disabled: all ends, and the user stays disabled', async () => {
    const user = await world.proven();
    await world.script(user);
    const to = await change(user);
    const session = await world.logIn({ email: to });
    await world.setDisabled(user);
    const { disabledAt } = await world.account(user);
    await undo(undoTokenTo(user.email));
    expect(await world.account(user)).toMatchObject({
      ...{ email: user.email, hasPassword: false, disabledAt },
    });
    expect(disabledAt).toEqual(world.now);
    expect(await world.isActive(session)).toBe(false);
    expect(await world.scriptsOf(user)).toEqual([]);
    expect(await isFree(to)).toBe(true);
    // Its link would be refused.
    expect(world.mailsTo(user.email, 'password-reset')).toEqual([]);
    await world.setDisabled(user, null);
    await world.get(PasswordResetService).request(user.email, client());
    await world.later();
    const reset = world.tokenTo(user.email, 'password-reset');
    await world.get(PasswordResetService).complete(reset, NEXT, client());
    expect(await world.isActive(await world.logIn(user, NEXT))).toBe(true);
  });

  it.each([
    [7 * DAY_MS, 0],
    [7 * DAY_MS + 1, 1],
  ])(
    'is undone with the factors of the week before it: made %i ms before, %i stay',
    async (...given) => {
      const [before, left] = given;
      const [user, to] = [await world.proven(), anyEmail()];
      await request(user, to);
      await world.passkey(user, before);
      await world.complete(world.tokenTo(to), OWN);
      await world.passkey(user);
      await undo(undoTokenTo(user.email));
      expect(await world.passkeysOf(user)).toBe(left);
    },
  );

  it('is undone from the first address on, whatever was changed since', async () => {
    const user = await world.proven();
    const second = await change(user);
    world.wait(1_000);
    const third = await change(user, anyEmail());
    await undo(undoTokenTo(user.email));
    expect(await emailOf(user)).toBe(user.email);
    await expect(undo(undoTokenTo(second))).rejects.toMatchObject(INVALID);
    expect(await isFree(third)).toBe(true);
  });

  it('is undone by a later address, which cannot take the undo from an earlier one', async () => {
    const user = await world.proven();
    const second = await change(user);
    world.wait(1_000);
    await change(user);
    await undo(undoTokenTo(second));
    expect(await emailOf(user)).toBe(second);
    expect(await isFree(user.email)).toBe(false);
    await undo(undoTokenTo(user.email));
    expect(await emailOf(user)).toBe(user.email);
  });

  it('back to a former address leaves the address between without an undo', async () => {
    const user = await world.proven();
    const theirs = await change(user);
    world.wait(1_000);
    const next = await change(user);
    await change(user, user.email);
    expect(world.mailsTo(next, 'email-changed')).toEqual([]);
    await expect(undo(undoTokenTo(theirs))).rejects.toMatchObject(INVALID);
    await expect(undo(undoTokenTo(user.email))).rejects.toMatchObject(INVALID);
    expect(await emailOf(user)).toBe(user.email);
    expect(await isFree(next)).toBe(true);
  });

  it('leaves no link of a deleted user, and no address', async () => {
    const user = await world.proven();
    const [to, wanted] = [await change(user), anyEmail()];
    await request(user, wanted);
    const credentials = { email: to, password: PASSWORD };
    await world.get(AccountService).delete(await world.caller(user), credentials, client());
    await expect(undo(undoTokenTo(user.email))).rejects.toMatchObject(INVALID);
    await expect(world.complete(world.tokenTo(wanted), OWN)).rejects.toMatchObject(INVALID);
    expect(await isFree(user.email)).toBe(true);
    expect(await isFree(to)).toBe(true);
  });

  it('makes a reset invalid that its former address had asked for, however late it is sent', async () => {
    const user = await world.proven();
    const to = await change(user);
    const resets = world.get(PasswordResetService);
    await resets.request(to, client());
    const { put } = resets as unknown as { put: (user: unknown, by: unknown) => Promise<void> };
    const found = { ...(await world.account(user)) };
    await undo(undoTokenTo(user.email));
    // The user was found before the undo.
    await put.call(resets, found, client());
    const token = world.tokenTo(to, 'password-reset');
    await expect(resets.complete(token, NEXT, client())).rejects.toMatchObject(INVALID);
    expect((await world.account(user)).hasPassword).toBe(false);
  });

  it('is audited without emails', async () => {
    const user = await world.proven();
    const to = await change(user);
    await undo(undoTokenTo(user.email));
    const { uniqueId } = await world.account(user);
    const entries = world.entries.filter(({ actor }) => actor === uniqueId);
    expect(entries.map(({ action }) => action)).toEqual([
      ...['registered', 'email_confirmed', 'email_change_requested'],
      ...['email_changed', 'email_restored'],
    ]);
    for (const email of [user.email, to]) expect(JSON.stringify(entries)).not.toContain(email);
  });
});
