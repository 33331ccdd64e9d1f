import type { Locator } from 'playwright-core';
import { PASSWORD } from '../support/person.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const FIREFOX = 'Firefox on Windows';
const FIREFOX_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const NEW_PASSWORD = 'another-passphrase-of-tests';

/** Where the account is logged in, and a new password. */
export function describeSessions(stage: Stage): void {
  it('shows where the account is logged in, and logs out another device', async () => {
    const visitor = await stage.register();
    const other = await logInElsewhere(stage, visitor);
    await openMenu(visitor, 'Your devices …');
    const here = device(visitor, 'this device');
    expect(await here.textContent()).toMatch(/last used just now$/);
    expect(await here.getByRole('button').count()).toBe(0);
    const there = device(visitor, FIREFOX);
    expect(await there.textContent()).toMatch(/127\.0\.0\.1, last used just now/);

    await visitor.button(`Log out ${FIREFOX}`).click();
    await there.waitFor({ state: 'detached' });
    await waitForFocus(visitor, 'Where you are logged in');
    const said = visitor.page.locator('#root > [role=status]');
    expect(await said.textContent()).toBe(`${FIREFOX} is logged out.`);
    await expectLoggedOut(other);
    await visitor.page.reload();
    await visitor.field('New item').waitFor();
  });

  it('says so if a device was logged out already', async () => {
    const visitor = await stage.register();
    const other = await logInElsewhere(stage, visitor);
    await openMenu(visitor, 'Your devices …');
    await device(visitor, FIREFOX).waitFor();
    await other.endSession();
    await visitor.button(`Log out ${FIREFOX}`).click();
    await visitor.text('This device was logged out already.').waitFor();
    await device(visitor, FIREFOX).waitFor({ state: 'detached' });
  });

  it('logs out all other devices, after a question', async () => {
    const visitor = await stage.register();
    const others = [await logInElsewhere(stage, visitor), await logInElsewhere(stage, visitor)];
    await openMenu(visitor, 'Your devices …');
    await visitor.button('Log out all other devices …').click();
    await visitor.text('All other devices have to log in again.').waitFor();
    await visitor.button('Cancel').click();
    await waitForFocus(visitor, 'Log out all other devices …');
    expect(await device(visitor, FIREFOX).count()).toBe(2);

    await visitor.button('Log out all other devices …').click();
    await visitor.button('Log out the others').click();
    await visitor.button('Log out all other devices …').waitFor({ state: 'detached' });
    expect(await device(visitor, FIREFOX).count()).toBe(0);
    await waitForFocus(visitor, 'Where you are logged in');
    for (const other of others) await expectLoggedOut(other);
    await visitor.page.reload();
    await visitor.field('New item').waitFor();
  });

  it('reports that the devices could not be loaded, and loads them at the next try', async () => {
    const visitor = await stage.register();
    await visitor.page.route('**/api/v2/**', (route) => route.abort());
    await openMenu(visitor, 'Your devices …');
    await visitor.text('Your devices could not be loaded.').waitFor();
    await visitor.page.unroute('**/api/v2/**');
    await visitor.button('Try again').click();
    await device(visitor, 'this device').waitFor();
  });

  it('explains what is wrong with a new password, in the field that has focus', async () => {
    const visitor = await stage.register();
    await openMenu(visitor, 'Change password …');
    await change(visitor, PASSWORD, 'seven77');
    await visitor.text('Choose a password with 8 to 256 characters.').waitFor();
    await waitForFocus(visitor, 'New password');
    await change(visitor, 'not-the-password', NEW_PASSWORD);
    await visitor.text('Wrong password. Nothing was changed.').waitFor();
    await waitForFocus(visitor, 'Present password');
    expect(await visitor.field('New password').inputValue()).toBe(NEW_PASSWORD);
  });

  it('changes the password, which logs out the other devices only', async () => {
    const visitor = await stage.register();
    const other = await logInElsewhere(stage, visitor);
    await visitor.add('tea');
    await openMenu(visitor, 'Change password …');
    await change(visitor, PASSWORD, NEW_PASSWORD);
    await visitor.text('Your password was changed').first().waitFor();
    await visitor.field('Present password').waitFor({ state: 'detached' });
    await expectLoggedOut(other);
    await visitor.page.reload();
    await visitor.settled('tea').waitFor();

    await visitor.context.clearCookies();
    await visitor.open('/login');
    await visitor.enter('Log in', PASSWORD);
    await visitor.text('The email or the password is wrong.').waitFor();
    await visitor.enter('Log in', NEW_PASSWORD);
    await visitor.settled('tea').waitFor();
  });

  it('asks to log in again if the session ends meanwhile', async () => {
    const visitor = await stage.register();
    await openMenu(visitor, 'Change password …');
    await fillChange(visitor, PASSWORD, NEW_PASSWORD);
    await visitor.endSession();
    await visitor.button('Change password').click();
    await visitor.text('You were logged out.').waitFor();
    await visitor.enter('Log in');
    await visitor.field('New item').waitFor();
  });
}

/** The same account in another browser. */
async function logInElsewhere(stage: Stage, { email }: Visitor): Promise<Visitor> {
  const other = await stage.arrive({ userAgent: FIREFOX_AGENT });
  await other.open('/login');
  await other.field('Email').fill(email);
  await other.field('Password').fill(PASSWORD);
  await other.button('Log in').click();
  await other.field('New item').waitFor();
  return other;
}

async function openMenu(visitor: Visitor, item: string): Promise<void> {
  await visitor.button(`Account of ${visitor.email}`).click();
  await visitor.button(item).click();
}

async function fillChange(visitor: Visitor, current: string, next: string): Promise<void> {
  await visitor.field('Present password').fill(current);
  await visitor.field('New password').fill(next);
}

async function change(visitor: Visitor, current: string, next: string): Promise<void> {
  await fillChange(visitor, current, next);
  await visitor.button('Change password').click();
}

/** The rows of devices with this text. */
function device(visitor: Visitor, text: string): Locator {
  return visitor.page.getByRole('listitem').filter({ hasText: text });
}

async function expectLoggedOut(visitor: Visitor): Promise<void> {
  await visitor.page.reload();
  await visitor.button('Log in').waitFor();
}

/** Waits until an element of this label, or this text, has focus. */
async function waitForFocus(visitor: Visitor, label: string): Promise<void> {
  await visitor.page.waitForFunction((expected) => {
    const element = document.activeElement as HTMLInputElement;
    const names = [element.getAttribute('aria-label'), element.labels?.[0]?.textContent];
    return [...names, element.textContent].includes(expected);
  }, label);
}
