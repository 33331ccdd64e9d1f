import { PASSWORD } from '../support/person.js';
import { answer } from './refusal.js';
import type { Stage } from './stage.js';

const SHORT = 'seven77';
const DAY_SECONDS = 24 * 3_600;

/** Registration, login and logout. */
export function describeAccounts(stage: Stage): void {
  it('shows the password rules while typing, and refuses a password that breaks them', async () => {
    const visitor = await stage.arrive();
    await visitor.open('/register');
    const rule = visitor.page.getByRole('listitem').filter({ hasText: 'at least 8 characters' });
    await visitor.field('Password').fill(SHORT);
    expect(await rule.textContent()).toContain('not met yet');
    await visitor.enter('Create account', SHORT);
    await visitor.text('Choose a password with 8 to 256 characters.').waitFor();
    await visitor.field('Password').fill(`${SHORT}8`);
    expect(await rule.textContent()).not.toContain('not met yet');
    await visitor.field('Email').fill('unknown');
    await visitor.button('Create account').click();
    await visitor.text('Enter an email address').waitFor();
  });

  it('shows the typed password on demand', async () => {
    const visitor = await stage.arrive();
    await visitor.open('/login');
    const type = () => visitor.field('Password').getAttribute('type');
    expect(await type()).toBe('password');
    await visitor.button('Show the password').click();
    expect(await type()).toBe('text');
    await visitor.button('Hide the password').click();
    expect(await type()).toBe('password');
  });

  it('registers, logs out, and logs in again', async () => {
    const visitor = await stage.register();
    await visitor.add('still here');
    await visitor.button(`Account of ${visitor.email}`).click();
    await visitor.button('Log out').click();
    await visitor.text('You are logged out.').waitFor();
    expect((await visitor.context.cookies()).filter(({ name }) => /seam$/.test(name))).toEqual([]);
    await visitor.open('/');
    await visitor.enter('Log in');
    await visitor.settled('still here').waitFor();
  });

  it('reports a taken email', async () => {
    const { email } = await stage.register();
    const other = await stage.arrive();
    await other.open('/register');
    await other.field('Email').fill(email.toUpperCase());
    await other.field('Password').fill(PASSWORD);
    await other.button('Create account').click();
    await other.text('This email already has an account.').waitFor();
    await other.page.waitForFunction(
      () => (document.activeElement as HTMLInputElement).name === 'email',
    );
  });

  it('says so if the account has a second factor, for which the page cannot ask', async () => {
    const visitor = await stage.arrive();
    await answer(visitor, '**/api/v2/account/sessions', 401, 'second_factor_required');
    await visitor.open('/login');
    await visitor.enter('Log in');
    await visitor.page.getByRole('alert').getByText('Your account has a second factor').waitFor();
  });

  it('registers with the token of an invitation, which is in no address', async () => {
    const visitor = await stage.arrive();
    const token = 'x'.repeat(43);
    await answer(visitor, '**/api/v1/users/create', 403, 'invitation_invalid');
    await visitor.open(`/register#token=${token}`);
    const request = visitor.page.waitForRequest('**/api/v1/users/create');
    await visitor.enter('Create account');
    expect((await request).postDataJSON()).toMatchObject({ invitation: token });
    expect(visitor.page.url()).toBe(`${stage.system().url}/register`);
    await visitor.text('This invitation is for another email').waitFor();
  });

  it('refuses a wrong password with a message, without a dialog of the browser', async () => {
    const visitor = await stage.arrive();
    await visitor.open('/');
    await visitor.enter('Log in', 'not-the-password');
    await visitor.page
      .getByRole('alert')
      .getByText('The email or the password is wrong.')
      .waitFor();
    expect(await visitor.field('Email').inputValue()).toBe(visitor.email);
  });

  it('stays logged in over a reload, and opens linked addresses, also after a login', async () => {
    const visitor = await stage.register();
    await visitor.add('tea', 'bread');
    await visitor.open('/pending?q=tea');
    await visitor.settled('tea').waitFor();
    expect(await visitor.titles('To do')).toEqual(['tea']);
    await visitor.context.clearCookies();
    await visitor.page.reload();
    await visitor.enter('Log in');
    await visitor.settled('tea').waitFor();
    expect(await visitor.titles('To do')).toEqual(['tea']);
  });

  it('keeps the user logged in when the browser ends, only on demand', async () => {
    const visitor = await stage.register();
    const expiry = async () =>
      (await visitor.context.cookies()).find(({ name }) => /seam$/.test(name))!.expires;
    expect(await expiry()).toBe(-1);
    await visitor.context.clearCookies();
    await visitor.open('/login');
    await visitor.field('Keep me logged in').check();
    await visitor.enter('Log in');
    await visitor.field('New item').waitFor();
    const days = (await expiry()) / DAY_SECONDS - Date.now() / 1000 / DAY_SECONDS;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThan(31);
  });

  it('explains the login screen after an expired session, and keeps what was typed', async () => {
    const visitor = await stage.register();
    await visitor.add('old');
    await visitor.field('New item').fill('half a thou');
    await visitor.act('Rename', 'old');
    await visitor.field('New title').fill('sent too late');
    await visitor.endSession();
    await visitor.page.keyboard.press('Enter');
    await visitor
      .text('You were logged out. Log in to continue. We kept what you typed.')
      .waitFor();
    expect(await visitor.field('Email').inputValue()).toBe(visitor.email);
    await visitor.enter('Log in');
    await visitor.settled('sent too late').waitFor();
    expect(await visitor.field('New item').inputValue()).toBe('half a thou');
    await visitor.field('New item').press('Enter');
    await visitor.settled('half a thou').waitFor();
  });

  it('keeps the typed text in the field, and shows it to no other user', async () => {
    const other = await stage.register();
    const visitor = await stage.register();
    await visitor.add('mine');
    await visitor.field('New item').fill('a draft');
    await visitor.endSession();
    await visitor.checkbox('mine').click();
    await visitor.text('You were logged out.').waitFor();
    await visitor.enter('Log in');
    await visitor.list('Done').getByText('mine').waitFor();
    expect(await visitor.field('New item').inputValue()).toBe('a draft');

    await visitor.field('New item').fill('a secret');
    await visitor.endSession();
    await visitor.page.keyboard.press('Enter');
    await visitor.field('Email').waitFor();
    await visitor.text('You were logged out.').waitFor();
    await visitor.field('Email').fill(other.email);
    await visitor.field('Password').fill(PASSWORD);
    await visitor.button('Log in').click();
    await visitor.text('Nothing here yet').waitFor();
    expect(await visitor.field('New item').inputValue()).toBe('');
    await visitor.add('of the other');
    expect((await visitor.onServer()).pending.map(({ title }) => title)).toEqual(['of the other']);
  });

  it('shows nothing of one user to the next, who has logged in in another tab', async () => {
    const other = await stage.register();
    const visitor = await stage.register();
    await visitor.add('mine');
    await visitor.field('New item').fill('a draft');
    const tab = await visitor.context.newPage();
    await visitor.context.clearCookies();
    await tab.goto(`${stage.system().url}/login`);
    await tab.getByLabel('Email').fill(other.email);
    await tab.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await tab.getByRole('button', { name: 'Log in' }).click();
    await tab.getByText('Nothing here yet').waitFor();
    // The list of the next user is slow; meanwhile that of the first must not be shown.
    await visitor.page.route('**/api/v1/get/all', () => undefined);
    await visitor.page.bringToFront();
    await visitor.page.evaluate(() =>
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
    );
    await visitor.button(`Account of ${other.email}`).waitFor();
    expect(await visitor.row('mine').count()).toBe(0);
    expect(await visitor.field('New item').inputValue()).toBe('');
  });

  it('removes the list from other tabs when one logs out', async () => {
    const visitor = await stage.register();
    await visitor.add('mine');
    const tab = await visitor.context.newPage();
    await tab.goto(visitor.system.url);
    await tab.getByText('mine', { exact: true }).waitFor();
    await visitor.button(`Account of ${visitor.email}`).click();
    await visitor.button('Log out').click();
    await tab.getByText('You are logged out.').waitFor();
    expect(await tab.getByText('mine', { exact: true }).count()).toBe(0);
  });

  it('deletes the account, for the right password only', async () => {
    const visitor = await stage.register();
    await visitor.button(`Account of ${visitor.email}`).click();
    await visitor.button('Delete account …').click();
    await visitor.field('Confirm with your password').fill('not-the-password');
    await visitor.button('Delete account').click();
    await visitor.text('Wrong password. Nothing was deleted.').waitFor();
    await visitor.field('Confirm with your password').fill(PASSWORD);
    await visitor.button('Delete account').click();
    await visitor.text('Your account is deleted now').waitFor();
    await visitor.enter('Log in');
    await visitor.text('The email or the password is wrong.').waitFor();
  });
}
