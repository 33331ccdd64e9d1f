import { Mailbox } from './mailbox.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const NEW_PASSWORD = 'another-passphrase-of-tests';
const SENT = 'If there is an account with this email, a mail with a link is on its way.';
const CHANGED = 'Your password was changed. Log in with the new one.';
const NO_LINK = 'This link is not complete.';

/** A new password by the link in a mail. */
export function describeReset(stage: Stage): void {
  const mails = Mailbox.inDevelopment(stage);
  const ask = async (visitor: Visitor, email: string) => {
    await visitor.field('Email').fill(email);
    await visitor.button('Send the link').click();
    await visitor.text(SENT).first().waitFor();
  };
  /** Asks for a link in a browser of its own. */
  const linkFor = async ({ email }: Visitor): Promise<URL> => {
    const other = await stage.arrive();
    await other.open('/forgot-password');
    await ask(other, email);
    return mails.link(email, '/reset-password');
  };
  const open = (visitor: Visitor, { pathname, hash }: URL) => visitor.open(pathname + hash);
  const choose = async (visitor: Visitor) => {
    await visitor.field('New password').fill(NEW_PASSWORD);
    await visitor.button('Save the password').click();
  };

  it('says the same, whether or not there is such an account', async () => {
    const known = await stage.register();
    const visitor = await stage.arrive();
    await visitor.open('/login');
    await visitor.page.getByRole('link', { name: 'Forgot your password?' }).click();
    const said = visitor.page.getByRole('main').getByRole('status');
    await ask(visitor, visitor.email);
    const before = await said.textContent();
    await ask(visitor, known.email);
    expect(await said.textContent()).toBe(before);
  });

  it('sets a new password, which logs out all devices', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    const { href } = await linkFor(visitor);
    const other = await stage.arrive();
    await other.page.goto(href);
    await choose(other);
    await other.text(CHANGED).first().waitFor();
    await visitor.page.reload();
    await visitor.enter('Log in');
    await visitor.text('The email or the password is wrong.').waitFor();
    await visitor.enter('Log in', NEW_PASSWORD);
    await visitor.settled('tea').waitFor();
  });

  it('changes nothing when a link is opened, and works once', async () => {
    const visitor = await stage.register();
    const link = await linkFor(visitor);
    const [scanner, other] = [await stage.arrive(), await stage.arrive()];
    for (const each of [scanner, other]) {
      await open(each, link);
      await each.field('New password').waitFor();
    }
    await visitor.page.reload();
    await visitor.field('New item').waitFor();
    await choose(other);
    await other.text(CHANGED).first().waitFor();
    await choose(scanner);
    await scanner.text('This link was used already, or is too old.').waitFor();
    await scanner.button('Ask for a new link').press('Enter');
    await scanner.field('Email').waitFor();
  });

  it('has the token in no address, no history, no storage and no request but the last', async () => {
    const visitor = await stage.register();
    const link = await linkFor(visitor);
    const token = new URLSearchParams(link.hash.slice(1)).get('token')!;
    const other = await stage.arrive();
    const requests: string[] = [];
    other.page.on('request', (request) =>
      requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
    );
    await open(other, link);
    await other.field('New password').waitFor();
    const seen = await other.page.evaluate(() =>
      [
        ...[location.href, JSON.stringify(history.state), document.cookie],
        JSON.stringify({ ...localStorage, ...sessionStorage }),
        document.documentElement.outerHTML,
      ].join(),
    );
    expect(seen).not.toContain(token);
    expect(requests.join()).not.toContain(token);
    await other.page.getByRole('link', { name: 'Log in' }).click();
    await other.button('Log in').waitFor();
    await other.page.goBack();
    await other.field('New password').waitFor();
    expect(other.page.url()).toBe(`${stage.system().url}/reset-password`);
    await choose(other);
    await other.text(CHANGED).first().waitFor();
    const sent = requests.filter((request) => request.includes(token));
    expect(sent).toEqual([expect.stringMatching(/^POST \S+\/api\/v2\/password-resets\/complete /)]);
  });

  it('reads a second link in the same tab, without a page load', async () => {
    const visitor = await stage.register();
    const { hash } = await linkFor(visitor);
    const other = await stage.arrive();
    await other.open('/reset-password');
    await other.text(NO_LINK).waitFor();
    await other.page.evaluate((fragment) => (location.hash = fragment), hash);
    await other.field('New password').waitFor();
    expect(other.page.url()).toBe(`${stage.system().url}/reset-password`);
  });

  it.each(['', '#token=', '#token=cut'])('asks for a new link if it is %j', async (hash) => {
    const visitor = await stage.arrive();
    await visitor.open(`/reset-password${hash}`);
    await visitor.text(NO_LINK).waitFor();
    expect(visitor.page.url()).toBe(`${stage.system().url}/reset-password`);
  });

  it('logs out a user who is logged in here, and keeps what was typed', async () => {
    const visitor = await stage.register();
    const link = await linkFor(visitor);
    await visitor.field('New item').fill('a draft');
    await visitor.page.evaluate((path) => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
      dispatchEvent(new HashChangeEvent('hashchange'));
    }, link.pathname + link.hash);
    await choose(visitor);
    await visitor.text(CHANGED).first().waitFor();
    expect(await visitor.field('Email').inputValue()).toBe(visitor.email);
    await visitor.enter('Log in', NEW_PASSWORD);
    await visitor.field('New item').waitFor();
    expect(await visitor.field('New item').inputValue()).toBe('a draft');
  });

  it('leaves a user logged in who has another account', async () => {
    const [visitor, other] = [await stage.register(), await stage.register()];
    await open(other, await linkFor(visitor));
    await choose(other);
    await other.text('You are still logged in here, with another account.').first().waitFor();
    await other.field('New item').waitFor();
  });
}

/** Both kinds of links are asked for, where mails are in another process, which does not run. */
export function describeRequests(stage: Stage): void {
  it.each(['/forgot-password', '/confirm-email'])('asks for a link at %s', async (path) => {
    const visitor = await stage.arrive();
    await visitor.open(path);
    await visitor.field('Email').fill(visitor.email);
    await visitor.button('Send the link').click();
    await visitor.text('a mail with a link is on its way').first().waitFor();
  });
}
