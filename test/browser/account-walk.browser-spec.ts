import { MailServer } from '../../libs/mail/src/mail-server.suite.js';
import { PASSWORD } from '../support/person.js';
import { Mailbox } from './mailbox.js';
import { startMonolith } from './page-system.js';
import { setStage } from './stage.js';
import type { Visitor } from './visitor.js';

const LIMIT_MS = 120_000;
const FIREFOX_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SECOND = 'a-second-passphrase-of-tests';
const THIRD = 'a-third-passphrase-of-tests';

const openMenu = async (visitor: Visitor, item: string) => {
  await visitor.button(`Account of ${visitor.email}`).click();
  await visitor.button(item).click();
};
const open = (visitor: Visitor, { pathname, hash }: URL) => visitor.open(pathname + hash);

/** One person's way through the account screens, with mails of a real SMTP server. */
describe('an account on the page', () => {
  let server: MailServer;
  const stage = setStage(async () => {
    server = await MailServer.start();
    return startMonolith({
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=never`,
      MAIL_FROM: 'no-reply@example.com',
      LOGIN_REQUIRES_VERIFIED_EMAIL: 'on',
    });
  });
  afterAll(() => server.close());

  it(
    'is confirmed, used on two devices, and gets back a forgotten password',
    async () => {
      const mails = Mailbox.on(server);
      const visitor = await stage.arrive();
      const confirmation = await registerAndAskAgain(visitor, mails);
      await open(visitor, confirmation);
      await visitor.button('Confirm').click();
      await visitor.field('Password').fill(PASSWORD);
      await visitor.button('Confirm').click();
      await visitor.text('Your email address is confirmed.').waitFor();

      await visitor.page.getByRole('link', { name: 'Log in' }).click();
      await visitor.field('Keep me logged in').check();
      await visitor.enter('Log in');
      await visitor.add('tea');

      const other = await stage.arrive({ userAgent: FIREFOX_AGENT });
      await other.open('/login');
      await logIn(other, visitor.email, PASSWORD);
      await openMenu(visitor, 'Your devices …');
      await visitor.button('Log out Firefox on Windows').click();
      await visitor.button('Log out Firefox on Windows').waitFor({ state: 'detached' });
      await other.page.reload();
      await other.button('Log in').waitFor();
      await visitor.button('Close').click();

      await visitor.button('Change password …').click();
      await visitor.field('Present password').fill(PASSWORD);
      await visitor.field('New password').fill(SECOND);
      await visitor.button('Change password').click();
      await visitor.text('Your password was changed').first().waitFor();
      await visitor.button('Log out').click();
      await visitor.text('You are logged out.').waitFor();

      await visitor.page.getByRole('link', { name: 'Forgot your password?' }).click();
      await visitor.field('Email').fill(visitor.email);
      await visitor.button('Send the link').click();
      await open(visitor, await mails.link(visitor.email, '/reset-password'));
      await visitor.field('New password').fill(THIRD);
      await visitor.button('Save the password').click();
      await visitor.text('Your password was changed. Log in with the new one.').first().waitFor();
      await visitor.enter('Log in', SECOND);
      await visitor.text('The email or the password is wrong.').waitFor();
      await visitor.enter('Log in', THIRD);
      await visitor.settled('tea').waitFor();
    },
    LIMIT_MS,
  );
});

/** @returns the link in the second mail, after a login without the first one was refused */
async function registerAndAskAgain(visitor: Visitor, mails: Mailbox): Promise<URL> {
  await visitor.open('/register');
  await visitor.enter('Create account');
  await visitor.text('Confirm your email address first').waitFor();
  expect(await visitor.field('Email').count()).toBe(0);
  const first = await mails.link(visitor.email, '/confirm-email');
  await visitor.page.getByRole('link', { name: 'Log in' }).click();
  await visitor.enter('Log in');
  await visitor.text('Confirm your email address first').waitFor();
  await visitor.button('Send another mail').click();
  await visitor.text(`Another mail is on its way to ${visitor.email}`).waitFor();
  return mails.link(visitor.email, '/confirm-email', [first.href]);
}

async function logIn(visitor: Visitor, email: string, password: string): Promise<void> {
  await visitor.field('Email').fill(email);
  await visitor.field('Password').fill(password);
  await visitor.button('Log in').click();
  await visitor.field('New item').waitFor();
}
