import { waitFor } from '../support/wait-for.js';
import { answer } from './refusal.js';
import type { Stage } from './stage.js';

const LIMIT_MS = 15_000;

/** Sharing by email. */
export function describeSharing(stage: Stage): void {
  it('shares with a user, who sees and ticks the item, and lists its members', async () => {
    const [owner, member] = [await stage.register(), await stage.register()];
    await owner.add('tea');
    await owner.share('tea', ` ${member.email.toUpperCase()} `);
    await owner.text(`${member.email} is invited.`).first().waitFor();
    await member.acceptAll();
    const people = owner.page.getByRole('region', { name: 'Shared with' });
    await people.getByText(member.email).waitFor();
    expect(await people.getByRole('listitem').allTextContents()).toEqual([
      `${owner.email} (you)Owner`,
      `${member.email} MemberRemove`,
    ]);
    await member.page.reload();
    await member.checkbox('tea').click();
    await member.list('Done').getByText('tea').waitFor();
    await member.act('Share', 'tea');
    await member.text('Only the owner can share this item with more people.').waitFor();
    await member.button('Leave this item').click();
    await member.text('Nothing here yet').waitFor();
  });

  it('explains why it cannot share', async () => {
    const [owner, member] = [await stage.register(), await stage.register()];
    await owner.add('tea');
    await owner.shareWith('tea', member);
    await owner.share('tea', member.email);
    await owner.text('This person already has the item.').waitFor();
    await owner.button(`Remove ${member.email}`).click();
    await owner.button(`Remove ${member.email}`).waitFor({ state: 'detached' });
    await member.page.reload();
    await member.text('Nothing here yet').waitFor();
  });

  it('says so if a store without invitations does not know the email', async () => {
    const owner = await stage.register();
    await owner.add('tea');
    await answer(owner, '**/api/v1/items/*/users', 404, 'user_not_found');
    await owner.share('tea', 'unknown@example.com');
    await owner.text('No account has this email.').waitFor();
  });

  it('deletes an item for all if its owner does, and for a member alone if the member does', async () => {
    const [owner, member] = [await stage.register(), await stage.register()];
    await owner.add('kept', 'dropped');
    await owner.shareWith('kept', member);
    await owner.share('dropped', member.email); // who needs no second invitation
    await owner.button(`Remove ${member.email}`).waitFor();
    await owner.closeDialog();
    await member.page.reload();
    await member.act('Delete', 'kept');
    await member.text('You left “kept”').waitFor();
    await member.dismiss();
    await owner.act('Delete', 'dropped');
    await owner.text('“dropped” deleted for 2 people').waitFor();
    await owner.dismiss();
    await member.text('“dropped” is no longer in your list').first().waitFor();
    await waitFor(
      async () => (await member.onServer()).pending.length === 0,
      LIMIT_MS,
      () => 'the member to have nothing',
    );
    await waitFor(
      async () => (await owner.onServer()).pending.map(({ title }) => title).join() === 'kept',
      LIMIT_MS,
      () => 'the owner to have one',
    );
    await member.add('own');
    expect(await member.text('“kept” is no longer in your list').count()).toBe(0);
  });
}
