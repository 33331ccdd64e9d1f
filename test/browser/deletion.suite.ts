import { waitFor } from '../support/wait-for.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const LIMIT_MS = 15_000;

/** Deleting, and Undo. */
export function describeDeletion(stage: Stage): void {
  it('removes an item from the screen at once, and restores it by Undo', async () => {
    const visitor = await stage.register();
    await visitor.add('tea', 'bread');
    await visitor.act('Delete', 'tea');
    await visitor.row('tea').waitFor({ state: 'detached' });
    expect((await visitor.onServer()).pending).toHaveLength(2);
    await visitor.button('Undo').click();
    await visitor.row('tea').waitFor();
    await visitor.page.reload();
    await visitor.row('tea').waitFor();
    expect(await visitor.titles('To do')).toEqual(['bread', 'tea']);
  });

  it('deletes the chosen one of two with the same title', async () => {
    const visitor = await stage.register();
    await visitor.add('tea', 'tea');
    const [first, second] = (await visitor.onServer()).pending;
    await visitor.act('Delete', 'tea');
    // The message stays for six seconds, unless a pointer is over it.
    await visitor.page.mouse.move(0, 0);
    await gone(visitor, second!.id);
    expect((await visitor.onServer()).pending).toEqual([first]);
    expect(await visitor.titles('To do')).toEqual(['tea']);
  });

  it('deletes a done one beside a pending one of the same title', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    await visitor.checkbox('tea').click();
    await visitor.list('Done').getByText('tea').waitFor();
    await visitor.add('tea');
    await visitor.list('To do').getByText('tea').waitFor();
    const { pending, done } = await visitor.onServer();
    await visitor.act('Delete', 'tea');
    await visitor.dismiss();
    await gone(visitor, pending[0]!.id);
    expect(await visitor.onServer()).toEqual({ pending: [], done });
  });

  it('deletes pending items when the page is closed, or on logout', async () => {
    const visitor = await stage.register();
    await visitor.add('one', 'two', 'three');
    const token = await visitor.token();
    await visitor.act('Delete', 'one');
    await visitor.text('“one” deleted').waitFor();
    await visitor.page.goto('about:blank');
    await waitFor(
      async () => (await visitor.onServer()).pending.length === 2,
      LIMIT_MS,
      () => 'the item to go',
    );
    await visitor.open('/');
    await visitor.settled('two').waitFor();
    expect(await visitor.token()).toBe(token);
    await visitor.act('Delete', 'two');
    await visitor.button(`Account of ${visitor.email}`).click();
    await visitor.button('Log out').click();
    await visitor.text('You are logged out.').waitFor();
    await visitor.enter('Log in');
    await visitor.settled('three').waitFor();
    expect(await visitor.titles('To do')).toEqual(['three']);
  });
}

/** Waits until the server has deleted an item. */
async function gone(visitor: Visitor, id: number): Promise<void> {
  await waitFor(
    async () => {
      const { pending, done } = await visitor.onServer();
      return ![...pending, ...done].some((item) => item.id === id);
    },
    LIMIT_MS,
    () => `item ${id} to be deleted`,
  );
}
