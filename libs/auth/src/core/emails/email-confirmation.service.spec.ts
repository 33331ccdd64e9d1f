import { PasswordResetService } from '../passwords/password-reset.service.js';
import { AccountService } from '../users/account.service.js';
import { EmailChangeService } from './email-change.service.js';
import { EmailConfirmationService } from './email-confirmation.service.js';
import { anyEmail, client, DAY_MS, EmailWorld, NEXT, PASSWORD } from './email-world.suite.js';

const INVALID = { code: 'link_invalid', status: 410 };

describe('a proof of an email', () => {
  let world: EmailWorld;
  beforeAll(async () => {
    world = await EmailWorld.open();
  }, 60_000);
  afterAll(() => world.close());
  afterEach(() => {
    world.mailsAreOn = true;
  });

  const request = (email: string) => world.get(EmailConfirmationService).request(email, client());
  const isVerified = async (user: { id: number }) =>
    (await world.account(user)).emailVerifiedAt !== null;

  it('is asked for at registration, if mails are sent', async () => {
    const { email } = await world.register();
    expect(world.mailsTo(email)).toMatchObject([{ template: 'email-confirm', to: email }]);
    const { link } = world.mailsTo(email)[0]!.secrets!;
    expect(link).toMatch(/^https:\/\/todo\.example\.com\/confirm-email#token=[\w-]{43}$/);
    world.mailsAreOn = false;
    const without = await world.register();
    expect(world.mailsTo(without.email)).toEqual([]);
    await expect(request(without.email)).rejects.toMatchObject({ code: 'mails_off', status: 501 });
  });

  it('is asked for again by those who have not proven it, and silently by no one else', async () => {
    const [open, done, unknown] = [await world.register(), await world.proven(), anyEmail()];
    for (const email of [` ${open.email.toUpperCase()} `, done.email, unknown])
      await request(email);
    expect(world.mailsTo(open.email)).toHaveLength(1);
    await world.later();
    expect(world.mailsTo(open.email)).toHaveLength(2);
    expect(world.mailsTo(done.email)).toHaveLength(1);
    expect(world.mailsTo(unknown)).toEqual([]);
  });

  it('is asked for five times in half an hour at most; the answer does not tell', async () => {
    const { email } = await world.register();
    for (let i = 0; i < 7; i++) await request(email);
    await world.later();
    expect(world.mailsTo(email)).toHaveLength(1 + 5);
  });

  it('needs more than the link: a session of the user, the password, or a new one', async () => {
    const user = await world.register();
    const token = world.tokenTo(user.email);
    const strangers = await world.logIn(await world.register());
    const refused = { code: 'proof_required', status: 403 };
    for (const proof of [{}, { session: strangers }, { session: 'no token' }]) {
      await expect(world.complete(token, proof)).rejects.toMatchObject(refused);
    }
    const wrong = world.complete(token, { password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(await isVerified(user)).toBe(false);
    await world.complete(token, { password: PASSWORD });
    expect(await isVerified(user)).toBe(true);
    await expect(world.complete(token, { password: PASSWORD })).rejects.toMatchObject(INVALID);
  });

  it('is not lost by a change of mind: a session that has ended proves nothing', async () => {
    const user = await world.register();
    const ended = await world.logIn(user);
    await world.complete(world.tokenTo(user.email), { newPassword: NEXT });
    await request(user.email);
    expect(await world.isActive(ended)).toBe(false);
  });

  it('by a new password ends what another person made who had registered the address', async () => {
    const user = await world.register();
    const session = await world.logIn(user);
    await world.script(user);
    const theirs = anyEmail();
    const wanted = { email: theirs, password: PASSWORD };
    await world.get(EmailChangeService).request(await world.caller(user), wanted, client());

    await world.complete(world.tokenTo(user.email), { newPassword: NEXT });
    expect(await world.isActive(session)).toBe(false);
    expect(await world.scriptsOf(user)).toEqual([]);
    const pending = world.complete(world.tokenTo(theirs), { password: NEXT });
    await expect(pending).rejects.toMatchObject(INVALID);
    const login = world.logIn(user, PASSWORD);
    await expect(login).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(await world.isActive(await world.logIn(user, NEXT))).toBe(true);
  });

  it('by a session keeps that one, and ends the others', async () => {
    const user = await world.register();
    const [own, other] = [await world.logIn(user), await world.logIn(user)];
    await world.script(user);
    await world.complete(world.tokenTo(user.email), { session: own });
    expect(await world.isActive(own)).toBe(true);
    expect(await world.isActive(other)).toBe(false);
    expect(await world.scriptsOf(user)).toEqual([]);
    expect(await world.isActive(await world.logIn(user))).toBe(true);
  });

  it('by a new password ends the session of its browser, too', async () => {
    const user = await world.register();
    const session = await world.logIn(user);
    await world.complete(world.tokenTo(user.email), { session, newPassword: NEXT });
    expect(await world.isActive(session)).toBe(false);
  });

  it('of an administrator needs a new password: the role was meant for the owner of the address', async () => {
    const user = await world.register();
    await world.makeAdministrator(user);
    const session = await world.logIn(user);
    const token = world.tokenTo(user.email);
    for (const proof of [{ session }, { password: PASSWORD }]) {
      const refused = world.complete(token, proof);
      await expect(refused).rejects.toMatchObject({ code: 'proof_required', status: 403 });
    }
    expect(await world.roleOf(session)).toBe('admin');
    await world.complete(token, { session, newPassword: NEXT });
    expect(await world.isActive(session)).toBe(false);
    const login = world.logIn(user, PASSWORD);
    await expect(login).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(await world.roleOf(await world.logIn(user, NEXT))).toBe('admin');
  });

  it('is refused for a user who is disabled', async () => {
    const user = await world.register();
    const token = world.tokenTo(user.email);
    await world.setDisabled(user);
    const refused = world.complete(token, { newPassword: NEXT });
    await expect(refused).rejects.toMatchObject(INVALID);
    expect(await isVerified(user)).toBe(false);
  });

  it.each([
    ['confirmation', (token: string) => world.complete(token, { password: PASSWORD })],
    [
      'reset',
      async (_token: string, email: string) => {
        await world.get(PasswordResetService).request(email, client());
        await world.later();
        const reset = world.tokenTo(email, 'password-reset');
        await world.get(PasswordResetService).complete(reset, NEXT, client());
      },
    ],
  ])('for the first time removes second factors, and says so: by a %s', async (_, prove) => {
    const user = await world.register();
    await world.passkey(user);
    await prove(world.tokenTo(user.email, 'email-confirm'), user.email);
    expect(await isVerified(user)).toBe(true);
    expect(await world.passkeysOf(user)).toBe(0);
    expect(world.mailsTo(user.email, 'second-factor-changed')).toHaveLength(1);
  });

  it('a second time ends nothing, and needs no more than the link', async () => {
    const user = await world.register();
    const first = world.tokenTo(user.email);
    const sending = world.get(EmailConfirmationService);
    await world.complete(first, { password: PASSWORD });
    // It was under way when the first one was used.
    const { uniqueId } = await world.account(user);
    await sending.send({ ...user, uniqueId });
    const session = await world.logIn(user);
    await world.complete(world.tokenTo(user.email), {});
    expect(await world.isActive(session)).toBe(true);
  });

  it('is refused after a day, and once the user or the address is gone', async () => {
    const [late, deleted, changed] = [
      await world.register(),
      await world.register(),
      await world.register(),
    ];
    const token = (user: { email: string }) => world.tokenTo(user.email, 'email-confirm');
    const credentials = { email: deleted.email, password: PASSWORD };
    await world.get(AccountService).delete(await world.caller(deleted), credentials, client());
    const to = anyEmail();
    const wanted = { email: to, password: PASSWORD };
    const account = await world.account(changed);
    await world.get(EmailChangeService).request(await world.caller(changed), wanted, client());
    await world.complete(world.tokenTo(to), { password: PASSWORD });
    // Asked for before the change, and sent after it.
    await world.get(EmailConfirmationService).send(account);
    world.wait(DAY_MS);
    for (const user of [late, deleted]) {
      const used = world.complete(token(user), { newPassword: NEXT });
      await expect(used).rejects.toMatchObject(INVALID);
    }
    world.wait(-DAY_MS);
    const used = world.complete(token(changed), { newPassword: NEXT });
    await expect(used).rejects.toMatchObject(INVALID);
  });

  it('is audited with the public id of the user', async () => {
    const user = await world.proven();
    const { uniqueId } = await world.account(user);
    const actions = world.entries.filter(({ actor }) => actor === uniqueId);
    expect(actions.map(({ action }) => action)).toEqual(['registered', 'email_confirmed']);
    expect(JSON.stringify(actions)).not.toContain(user.email);
  });
});
