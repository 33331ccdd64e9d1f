import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const INVALID = 'This invitation is not valid any more';

/** Links of invitations, which their senders hand over. */
export function describeInvitationLinks(stage: Stage): void {
  const open = (visitor: Visitor, { pathname, hash }: URL) => visitor.open(pathname + hash);
  /** The owner of an item, and the link for an email. */
  const invited = async (email: string): Promise<[Visitor, URL]> => {
    const owner = await stage.register();
    await owner.add('tea');
    await owner.share('tea', email);
    return [owner, new URL(await owner.field('Invitation link').inputValue())];
  };

  it('lets a new person register with another email, and accept, once', async () => {
    const [owner, link] = await invited('someone.else@example.com');
    expect(link.origin).toBe(stage.system().url);
    const [person, late] = [await stage.arrive(), await stage.register()];
    await open(person, link);
    await person.text('Log in, or create an account, to see the invitation.').waitFor();
    expect(person.page.url()).toBe(`${stage.system().url}/invitation`);
    await person.page.getByRole('link', { name: 'Create an account' }).click();
    await person.enter('Create account');
    await person.text(`${owner.email} invites you to this item.`).waitFor();
    expect(person.page.url()).toBe(`${stage.system().url}/invitation`);
    expect((await person.onServer()).pending).toEqual([]);
    expect(await person.button('Decline tea').count()).toBe(0); // it is for another email
    await open(late, link);
    await late.button('Accept tea').waitFor();
    await person.button('Accept tea').click();
    await person.settled('tea').waitFor();
    await person.text('“tea” is in your list').first().waitFor();
    await owner.button(`Remove ${person.email}`).waitFor();
    await late.button('Accept tea').click();
    await late.text(INVALID).waitFor();
  });

  it('asks for the login first, and survives it', async () => {
    const member = await stage.register();
    const [, link] = await invited(member.email);
    await member.context.clearCookies();
    await open(member, link);
    await member.enter('Log in');
    await member.button('Accept tea').waitFor();
    await member.button('Decline tea').click();
    await member.text('The invitation to “tea” is declined.').first().waitFor();
    await member.page.getByRole('link', { name: 'To your list' }).click();
    await member.text('Nothing here yet').waitFor();
  });

  it('has the token in no address, no history, no storage, and in requests to the server only', async () => {
    const member = await stage.register();
    const [, link] = await invited(member.email);
    const token = new URLSearchParams(link.hash.slice(1)).get('token')!;
    const addresses: string[] = [];
    member.page.on('request', (request) => addresses.push(request.url()));
    await open(member, link);
    await member.button('Accept tea').waitFor();
    const seen = await member.page.evaluate(() =>
      [
        ...[location.href, JSON.stringify(history.state), document.cookie],
        JSON.stringify({ ...localStorage, ...sessionStorage }),
        document.documentElement.outerHTML,
      ].join(),
    );
    expect(seen).not.toContain(token);
    expect(addresses.join()).not.toContain(token);
  });

  it('says so if a link was withdrawn, is unknown or cut', async () => {
    const member = await stage.register();
    const [owner, link] = await invited('someone.else@example.com');
    await owner.button('Withdraw the invitation of someone.else@example.com').click();
    await owner.text('There are no open invitations.').waitFor();
    await open(member, link);
    await member.text(INVALID).waitFor();
    await member.page.evaluate(() => (location.hash = `#token=${'x'.repeat(43)}`));
    await member.text(INVALID).waitFor();
    await member.page.evaluate(() => (location.hash = '#token=cut'));
    await member.text('This link is not complete.').waitFor();
    expect(member.page.url()).toBe(`${stage.system().url}/invitation`);
  });

  it('says so if the user has the item already', async () => {
    const [owner, link] = await invited('someone.else@example.com');
    await open(owner, link);
    await owner.button('Accept tea').click();
    await owner.text('You have it already.').waitFor();
  });
}
