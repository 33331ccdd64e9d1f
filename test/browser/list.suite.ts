import type { Locator } from 'playwright-core';
import { waitFor } from '../support/wait-for.js';
import type { Stage } from './stage.js';

const HOSTILE = '<img src=x onerror=alert(1)>';

/** The actions of the list. */
export function describeList(stage: Stage): void {
  it('is empty at first, and explains what to do', async () => {
    const visitor = await stage.register();
    await visitor.text('Type what needs doing into the field above and press Enter.').waitFor();
  });

  it('adds with Enter and with the button, newest first, and counts', async () => {
    const visitor = await stage.register();
    await visitor.add('one', 'two');
    await visitor.field('New item').fill('three');
    await visitor.button('Add').click();
    await visitor.settled('three').waitFor();
    expect(await visitor.titles('To do')).toEqual(['three', 'two', 'one']);
    await visitor.list('To do').getByText('3 items').waitFor();
    expect(await visitor.field('New item').inputValue()).toBe('');
    expect((await visitor.onServer()).pending.map(({ title }) => title)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it('ticks and unticks', async () => {
    const visitor = await stage.register();
    await visitor.add('tea', 'bread');
    await visitor.checkbox('tea').click();
    await visitor.list('Done').getByText('tea').waitFor();
    expect(await visitor.titles('To do')).toEqual(['bread']);
    await visitor.list('Done').getByText('1 item', { exact: true }).waitFor();
    await visitor.checkbox('tea').click();
    await visitor.list('To do').getByText('tea').waitFor();
    await visitor.list('Done').waitFor({ state: 'detached' });
  });

  it('renames in place: Enter saves, Escape cancels, a click on the title starts', async () => {
    const visitor = await stage.register();
    await visitor.add('te');
    await visitor.act('Rename', 'te');
    await visitor.field('New title').fill('tea');
    await visitor.field('New title').press('Enter');
    await visitor.settled('tea').waitFor();
    await visitor.row('tea').getByText('tea').click();
    await visitor.field('New title').fill('coffee');
    await visitor.field('New title').press('Escape');
    await visitor.settled('tea').waitFor();
    await visitor.page.reload();
    await visitor.settled('tea').waitFor();
    expect(await visitor.titles('To do')).toEqual(['tea']);
  });

  it('saves a new title when focus leaves the field, and never has two fields open', async () => {
    const visitor = await stage.register();
    await visitor.add('te', 'bred');
    await visitor.row('te').getByText('te').click();
    await visitor.field('New title').fill('tea');
    await visitor.row('bred').getByText('bred').click();
    await visitor.settled('tea').waitFor();
    expect(await visitor.field('New title').count()).toBe(1);
    await visitor.field('New title').fill('  ');
    await visitor.field('Search').click();
    await visitor.settled('bred').waitFor();
    expect(await visitor.field('New title').count()).toBe(0);
  });

  it('shows a new item although a filter or a search would hide it', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    await visitor.page.getByRole('link', { name: /^Done/ }).click();
    await visitor.add('bread');
    expect(new URL(visitor.page.url()).pathname).toBe('/');
    await visitor.field('Search').fill('bread');
    await visitor.row('tea').waitFor({ state: 'detached' });
    await visitor.add('coffee');
    expect(new URL(visitor.page.url()).search).toBe('');
  });

  it('fits a window of 320 pixels', async () => {
    const visitor = await stage.register({ viewport: { width: 320, height: 640 } });
    await visitor.add('x'.repeat(255));
    const right = async (locator: Locator) => {
      const box = (await locator.boundingBox())!;
      return box.x + box.width;
    };
    for (const element of [
      visitor.field('New item'),
      visitor.button('Add'),
      visitor.field('Search'),
      visitor.page.getByRole('listitem').first(),
    ]) {
      expect(await right(element)).toBeLessThanOrEqual(320);
    }
  });

  it('shows done items in forced colours', async () => {
    const visitor = await stage.register({ forcedColors: 'active' });
    await visitor.add('tea', 'bread');
    await visitor.checkbox('tea').click();
    await visitor.list('Done').getByText('tea').waitFor();
    await visitor.page.mouse.move(0, 0);
    const pictures = await Promise.all(
      ['tea', 'bread'].map((title) => visitor.checkbox(title).screenshot()),
    );
    expect(pictures[0]!.equals(pictures[1]!)).toBe(false);
    expect(await visitor.checkbox('tea').evaluate((box) => getComputedStyle(box).appearance)).toBe(
      'auto',
    );
  });

  it('changes only the fields of a shared item that the user has changed', async () => {
    const [owner, member] = [await stage.register(), await stage.register()];
    await owner.add('tea');
    await owner.shareWith('tea', member);
    await member.page.reload();
    await member.checkbox('tea').click();
    await member.list('Done').getByText('tea').waitFor();
    await member.settled('tea').waitFor();
    await owner.act('Rename', 'tea');
    await owner.field('New title').fill('green tea');
    await owner.field('New title').press('Enter');
    await owner.list('Done').getByText('green tea').waitFor();
    await waitFor(
      async () => (await member.onServer()).done.map(({ title }) => title).join() === 'green tea',
      10_000,
      () => 'the change of the owner',
    );
  });

  it('filters by status and by words, in the address, and says if nothing matches', async () => {
    const visitor = await stage.register();
    await visitor.add('green tea', 'black tea', 'bread');
    await visitor.checkbox('black tea').click();
    await visitor.list('Done').getByText('black tea').waitFor();
    await visitor.field('Search').fill('TEA');
    await visitor.row('bread').waitFor({ state: 'detached' });
    expect(await visitor.titles('To do')).toEqual(['green tea']);
    await visitor.page.getByRole('link', { name: /^Done/ }).click();
    await visitor.list('To do').waitFor({ state: 'detached' });
    expect(await visitor.titles('Done')).toEqual(['black tea']);
    expect(new URL(visitor.page.url()).pathname + new URL(visitor.page.url()).search).toBe(
      '/done?q=TEA',
    );
    await visitor.page.goBack();
    await visitor.list('To do').waitFor();
    await visitor.field('Search').fill('coffee');
    await visitor.text('Nothing here contains “coffee”.').waitFor();
    await visitor.button('Clear the search').first().click();
    await visitor.row('bread').waitFor();
  });

  it('refuses a title that is too long, before it is sent', async () => {
    const visitor = await stage.register();
    await visitor.field('New item').fill('x'.repeat(256));
    await visitor.text('A title has at most 255 characters.').waitFor();
    await visitor.page.keyboard.press('Enter');
    await visitor.add('x'.repeat(255));
    expect((await visitor.onServer()).pending).toHaveLength(1);
  });

  it('shows any title as text', async () => {
    const visitor = await stage.register();
    await visitor.add(HOSTILE);
    await visitor.act('Rename', HOSTILE);
    await visitor.field('New title').press('Enter');
    await visitor.settled(HOSTILE).waitFor();
    expect(await visitor.titles('To do')).toEqual([HOSTILE]);
    expect(await visitor.page.locator('main img').count()).toBe(0);
  });

  it('shows two users nothing of each other', async () => {
    const [one, other] = [await stage.register(), await stage.register()];
    await one.add('of one');
    await other.add('of the other');
    for (const visitor of [one, other]) {
      await visitor.page.reload();
      await visitor.row(visitor === one ? 'of one' : 'of the other').waitFor();
    }
    expect(await one.titles('To do')).toEqual(['of one']);
    expect(await other.titles('To do')).toEqual(['of the other']);
  });
}
