import { send } from '../support/client.js';
import { waitFor } from '../support/wait-for.js';
import { answer } from './refusal.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const LIMIT_MS = 10_000;
const NONE = 'You have no open invitations.';

/** Invitations to items: nothing of others gets into a list without consent. */
export function describeInvitations(stage: Stage): void {
  const pair = async (): Promise<[Visitor, Visitor]> => {
    const [owner, member] = [await stage.register(), await stage.register()];
    await owner.add('tea', 'bread');
    return [owner, member];
  };
  const invite = async (owner: Visitor, title: string, email: string) => {
    await owner.share(title, email);
    await owner.text(`${email} is invited.`).first().waitFor();
  };
  const open = async (member: Visitor, line = '1 invitation') => {
    await member.page.reload();
    await member.button(line).click();
  };
  const openSenders = async (member: Visitor) => {
    await member.button(`Account of ${member.email}`).click();
    await member.button('Who can share with you …').click();
  };

  it('puts an item into the list of who accepts; the next one needs no invitation', async () => {
    const [owner, member] = await pair();
    await invite(owner, 'tea', member.email);
    await member.page.reload();
    await member.button('1 invitation').waitFor();
    expect((await member.onServer()).pending).toEqual([]);
    await member.button('1 invitation').click();
    await member.page
      .getByRole('listitem')
      .getByText(`${owner.email} invites you to this item.`)
      .waitFor();
    await member.button('Accept tea').click();
    await member.text(NONE).waitFor();
    await member.closeDialog();
    await member.settled('tea').waitFor();
    expect(await member.button('1 invitation').count()).toBe(0);

    await owner.button(`Remove ${member.email}`).waitFor();
    await owner.button(`Withdraw the invitation of ${member.email}`).waitFor({ state: 'detached' });
    await owner.closeDialog();
    await owner.share('bread', member.email);
    await owner.button(`Remove ${member.email}`).waitFor();
    await member.settled('bread').waitFor();
  });

  it('says the same of an email without an account, whose owner sees the invitation after registering', async () => {
    const [owner, member] = await pair();
    const other = await stage.arrive();
    const said: string[] = [];
    for (const { email } of [member, other]) {
      await invite(owner, 'tea', email);
      const words = await owner.page.getByRole('dialog').innerText();
      said.push(words.replaceAll(email, 'EMAIL'));
      expect(await owner.field('Invitation link').inputValue()).toMatch(
        /\/invitation#token=[\w-]{43}$/,
      );
      await owner.button(`Withdraw the invitation of ${email}`).click();
      await owner.text('There are no open invitations.').waitFor();
      await owner.closeDialog();
    }
    expect(said[1]).toBe(said[0]);
    await invite(owner, 'tea', other.email);
    await other.open('/register');
    await other.enter('Create account');
    await other.button('1 invitation').click();
    await other.button('Accept tea').click();
    await other.closeDialog();
    await other.settled('tea').waitFor();
  });

  it('offers a list by its name, and shows its items to who accepts', async () => {
    const [owner, member] = [await stage.register(), await stage.register()];
    const token = await owner.token();
    const post = async (path: string, json: object) =>
      (
        await send<{ id: number }>('POST', `${stage.system().todoUrl}/api/v2/${path}`, {
          token,
          json,
        })
      ).body;
    const { id } = await post('lists', { name: 'home' });
    await post('items', { title: 'tea', list_id: id });
    await post(`lists/${id}/members`, { email: member.email });
    await open(member);
    const invitation = member.page.getByRole('listitem');
    await invitation
      .getByText(`${owner.email} invites you to this list, with all its items.`)
      .waitFor();
    await member.button('Accept home').click();
    await member.text('The items of “home” are in your list').first().waitFor();
    await member.closeDialog();
    await member.settled('tea').waitFor();
  });

  it('tells the sender nothing of a refusal, and shows nothing of a blocked sender', async () => {
    const [owner, member] = await pair();
    await invite(owner, 'tea', member.email);
    await open(member);
    await member.button('Decline tea').click();
    await member.text(NONE).waitFor();
    await owner.closeDialog();
    await owner.act('Share', 'tea');
    await owner.button(`Withdraw the invitation of ${member.email}`).waitFor();
    await owner.closeDialog();

    await invite(owner, 'bread', member.email);
    await open(member);
    await member.button(`Decline and block ${owner.email}: bread`).click();
    await member.text(NONE).waitFor();
    await owner.closeDialog();
    await owner.add('coffee');
    await invite(owner, 'coffee', member.email);
    const asked = member.page.waitForResponse('**/api/v2/invitations');
    await member.page.reload();
    expect(await (await asked).json()).toMatchObject({ received: [] });

    await openSenders(member);
    await member.button(`Unblock ${owner.email}`).click();
    await member.text('There is no one yet.').waitFor();
    await open(member);
    await member.button('Accept coffee').click();
    await member.closeDialog();
    await member.settled('coffee').waitFor();
  });

  it('asks again, or not at all, as the user decides about a sender', async () => {
    const [owner, member] = await pair();
    await owner.shareWith('tea', member);
    await openSenders(member);
    await member.button(`Ask me first about ${owner.email}`).click();
    await member.text('There is no one yet.').waitFor();
    await invite(owner, 'bread', member.email);
    await open(member);
    await member.button('Accept bread').click();
    await member.closeDialog();
    await openSenders(member);
    await member.button(`Block ${owner.email}`).click();
    await member.button(`Unblock ${owner.email}`).waitFor();
    expect((await member.onServer()).pending).toHaveLength(2);
  });

  it('asks for invitations when the page is visible again, and shows that one was withdrawn', async () => {
    const [owner, member] = await pair();
    const asked = member.page.waitForResponse('**/api/v2/invitations');
    await member.page.reload();
    await asked;
    await invite(owner, 'tea', member.email);
    expect(await member.button('1 invitation').count()).toBe(0);
    await member.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await member.button('1 invitation').click();
    await member.button('Accept tea').waitFor();
    await owner.button(`Withdraw the invitation of ${member.email}`).click();
    await owner.text('There are no open invitations.').waitFor();
    expect(await owner.field('Invitation link').count()).toBe(0);
    await member.button('Accept tea').click();
    await member.text('This invitation is not valid any more').waitFor();
    await member.text(NONE).waitFor();
  });

  it('copies the link', async () => {
    const [owner, member] = await pair();
    await owner.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await invite(owner, 'tea', member.email);
    await owner.button('Copy').click();
    await owner.button('Copied').waitFor();
    const copied = await owner.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await owner.field('Invitation link').inputValue());
  });

  it('has none with a store that has none', async () => {
    const visitor = await stage.arrive();
    for (const path of ['invitations', 'senders'])
      await answer(visitor, `**/api/v2/${path}`, 501, 'database_required');
    let asked = 0;
    visitor.page.on('request', (request) => (asked += Number(/invitations$/.test(request.url()))));
    await visitor.open('/register');
    await visitor.enter('Create account');
    await waitFor(
      () => asked > 0,
      LIMIT_MS,
      () => 'the page to ask for invitations',
    );
    await openSenders(visitor);
    await visitor.text('There is no one yet.').waitFor();
    expect(asked).toBe(1);
  });

  it('says so if the second script is missing, after an update of the server', async () => {
    const visitor = await stage.register();
    await visitor.page.route('**/assets/parts-*', (route) => route.abort());
    await openSenders(visitor);
    await visitor.text('This could not be loaded. Perhaps there is a newer page.').waitFor();
    await visitor.page.unroute('**/assets/parts-*');
    await visitor.button('Reload the page').click();
    await openSenders(visitor);
    await visitor.text('There is no one yet.').waitFor();
  });
}
