import { anyEmail, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { type LinkedPath, Mailbox } from './mailbox.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const NEW_PASSWORD = 'another-passphrase-of-tests';
const CONFIRMED = 'Your email address is confirmed.';
const UNDONE = 'Your account has its former email address again.';
const INCOMPLETE = 'This link is not complete.';
const USED = 'This link was used already, or is too old.';

/** Confirmed and changed emails, by the links in mails. */
export function describeEmails(stage: Stage): void {
  const mails = Mailbox.inDevelopment(stage);
  const open = (visitor: Visitor, { pathname, hash }: URL) => visitor.open(pathname + hash);
  const confirmationOf = ({ email }: Visitor) => mails.link(email, '/confirm-email');
  /** Asks for another email over the API: the page has no screen for it. */
  const changeEmail = async (visitor: Visitor, email: string): Promise<URL> => {
    const answer = await send('PUT', `${stage.system().authUrl}/api/v2/account/email`, {
      token: await visitor.token(),
      json: { email, password: PASSWORD },
    });
    expect(answer.status).toBe(202);
    return mails.link(email, '/confirm-email');
  };
  const confirm = async (visitor: Visitor, link: URL) => {
    await open(visitor, link);
    await visitor.button('Confirm').click();
    await visitor.text(CONFIRMED).waitFor();
  };

  it('confirms an email for a user who is logged in, only when the button is pressed', async () => {
    const visitor = await stage.register();
    const link = await confirmationOf(visitor);
    const requests: string[] = [];
    visitor.page.on('request', (request) =>
      requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
    );
    await open(visitor, link);
    await visitor.button('Confirm').waitFor();
    const token = new URLSearchParams(link.hash.slice(1)).get('token')!;
    expect(visitor.page.url()).toBe(`${stage.system().url}/confirm-email`);
    expect(requests.join()).not.toContain(token);
    await visitor.button('Confirm').click();
    await visitor.text(CONFIRMED).waitFor();
    expect(requests.filter((request) => request.includes(token))).toEqual([
      expect.stringMatching(/^POST \S+\/api\/v2\/email-confirmations\/complete /),
    ]);
    await visitor.page.getByRole('link', { name: 'To your list' }).click();
    await visitor.field('New item').waitFor();
  });

  it('asks for the password where the user is not logged in', async () => {
    const visitor = await stage.register();
    const other = await stage.arrive();
    await open(other, await confirmationOf(visitor));
    await other.button('Confirm').click();
    await other.field('Password').fill('not-the-password');
    await other.button('Confirm').click();
    await other.text('Wrong password. Nothing was changed.').waitFor();
    await other.field('Password').fill(PASSWORD);
    await other.button('Confirm').click();
    await other.text(CONFIRMED).waitFor();
    await other.page.getByRole('link', { name: 'Log in' }).click();
    await other.field('Email').fill(visitor.email);
    await other.field('Password').fill(PASSWORD);
    await other.button('Log in').click();
    await other.field('New item').waitFor();
  });

  it('takes a new password instead, which logs out who has registered the address', async () => {
    const stranger = await stage.register();
    const owner = await stage.arrive();
    await open(owner, await confirmationOf(stranger));
    await owner.button('Confirm').click();
    await owner.button('I don’t know the password').click();
    await owner.field('New password').fill('short');
    await owner.button('Save the password').click();
    await owner.text('Choose a password with 8 to 256 characters.').waitFor();
    await owner.field('New password').fill(NEW_PASSWORD);
    await owner.button('Save the password').click();
    await owner.text(CONFIRMED).waitFor();
    await stranger.page.reload();
    await stranger.enter('Log in');
    await stranger.text('The email or the password is wrong.').waitFor();
    await stranger.enter('Log in', NEW_PASSWORD);
    await stranger.field('New item').waitFor();
  });

  it('offers another mail if the link was used, or is not complete', async () => {
    const visitor = await stage.register();
    const link = await confirmationOf(visitor);
    const other = await stage.arrive();
    await other.open('/confirm-email#token=cut');
    await other.text(INCOMPLETE).waitFor();
    await other.field('Email').fill(visitor.email);
    await other.button('Send the link').click();
    await other.text('a mail with a link is on its way').first().waitFor();
    await confirm(visitor, await mails.link(visitor.email, '/confirm-email', [link.href]));
    await open(visitor, link);
    await visitor.button('Confirm').click();
    await visitor.text(USED).waitFor();
    expect(await visitor.field('Email').inputValue()).toBe(visitor.email);
  });

  it('changes an email, and undoes it from the former address', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    await confirm(visitor, await confirmationOf(visitor));
    const email = anyEmail();
    await confirm(visitor, await changeEmail(visitor, email));
    await visitor.page.getByRole('link', { name: 'To your list' }).click();
    await visitor.button(`Account of ${email}`).waitFor();

    const other = await stage.arrive();
    const next = (path: LinkedPath) => mails.link(visitor.email, path);
    const link = await next('/undo-email-change');
    await open(other, link);
    await other.button('Undo the change').waitFor();
    await visitor.page.reload();
    await visitor.button(`Account of ${email}`).waitFor();
    await other.button('Undo the change').click();
    await other.text(UNDONE).waitFor();
    await visitor.page.reload();
    await visitor.button('Log in').waitFor();

    await open(other, await next('/reset-password'));
    await other.field('New password').fill(NEW_PASSWORD);
    await other.button('Save the password').click();
    await other.button('Log in').waitFor();
    await visitor.enter('Log in', NEW_PASSWORD);
    await visitor.settled('tea').waitFor();
    await open(other, link);
    await other.button('Undo the change').click();
    await other.text(USED).waitFor();
  });

  it('changes an email only for who knows the password, where the user is not logged in', async () => {
    const visitor = await stage.register();
    const email = anyEmail();
    const other = await stage.arrive();
    await open(other, await changeEmail(visitor, email));
    await other.button('Confirm').click();
    await other.button('I don’t know the password').click();
    await other.field('New password').fill(NEW_PASSWORD);
    await other.button('Save the password').click();
    await other.page.getByRole('alert').getByText('is not enough for this link').waitFor();
    await other.button('I know the password').click();
    await other.field('Password').fill(PASSWORD);
    await other.button('Confirm').click();
    await other.text(CONFIRMED).waitFor();
    await visitor.page.reload();
    await visitor.button(`Account of ${email}`).waitFor();
  });

  it('logs out the user here who undoes a change', async () => {
    const visitor = await stage.register();
    await confirm(visitor, await confirmationOf(visitor));
    await confirm(visitor, await changeEmail(visitor, anyEmail()));
    await open(visitor, await mails.link(visitor.email, '/undo-email-change'));
    await visitor.button('Undo the change').click();
    await visitor.text(UNDONE).waitFor();
    await visitor.page.getByRole('link', { name: 'Log in' }).click();
    await visitor.button('Log in').waitFor();
  });

  it('says so if a link to undo a change is not complete', async () => {
    const visitor = await stage.arrive();
    await visitor.open('/undo-email-change');
    await visitor.text(INCOMPLETE).waitFor();
  });
}
