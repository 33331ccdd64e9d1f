import { waitFor } from '../support/wait-for.js';
import type { Stage } from './stage.js';

const LIMIT_MS = 15_000;
const OUTAGE = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'database_unavailable', request_id: 'r-1' }),
};

/** What people see while something does not work. */
export function describeFailures(stage: Stage): void {
  it('takes back what the server refuses, with a message', async () => {
    const visitor = await stage.register();
    await visitor.add('tea', 'bread');
    await visitor.page.route('**/api/v1/update', (route) => route.fulfill(OUTAGE));
    await visitor.checkbox('tea').click();
    await visitor.text('“tea” was not changed').first().waitFor();
    await visitor.text('The server is busy with itself. Try again in a moment.').first().waitFor();
    await visitor.list('To do').getByText('tea').waitFor();
    expect(await visitor.checkbox('tea').isChecked()).toBe(false);
  });

  it('takes back one change and keeps the others that were made at once', async () => {
    const visitor = await stage.register();
    await visitor.add('one', 'two', 'three');
    let requests = 0;
    await visitor.page.route('**/api/v1/update', (route) =>
      ++requests === 2 ? route.fulfill(OUTAGE) : route.continue(),
    );
    for (const title of ['one', 'two', 'three']) await visitor.checkbox(title).click();
    await visitor.text('“two” was not changed').first().waitFor();
    await waitFor(
      async () => (await visitor.titles('Done')).join() === 'three,one',
      LIMIT_MS,
      () => 'two of three to be done',
    );
    expect(await visitor.titles('To do')).toEqual(['two']);
  });

  it('puts a title back into its field that could not be added', async () => {
    const visitor = await stage.register();
    await visitor.page.route('**/api/v1/create', (route) => route.abort());
    await visitor.field('New item').fill('tea');
    await visitor.page.keyboard.press('Enter');
    await visitor.text('“tea” was not added').first().waitFor();
    await visitor.row('tea').waitFor({ state: 'detached' });
    expect(await visitor.field('New item').inputValue()).toBe('tea');
  });

  it('brings an item back that could not be deleted', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    await visitor.page.route('**/api/v1/items/**', (route) => route.fulfill(OUTAGE));
    await visitor.act('Delete', 'tea');
    await visitor.dismiss();
    await visitor.text('“tea” was not deleted').first().waitFor();
    await visitor.row('tea').waitFor();
  });

  it('says that the list could not be loaded, and loads it at the next try', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    await visitor.page.route('**/api/v1/get/all', (route) => route.abort());
    await visitor.page.reload();
    await visitor.text('Your list could not be loaded').first().waitFor();
    await visitor.page.unroute('**/api/v1/get/all');
    await visitor.button('Try again').click();
    await visitor.row('tea').waitFor();
  });

  it('says that the server cannot be reached, before it knows who is there', async () => {
    const visitor = await stage.register();
    await visitor.page.route('**/api/v1/**', (route) => route.abort());
    await visitor.page.reload();
    await visitor.text('The server cannot be reached.').first().waitFor();
    await visitor.page.unroute('**/api/v1/**');
    await visitor.button('Try again').click();
    await visitor.field('New item').waitFor();
  });

  it('keeps changes while offline, and sends them once it is back', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    await visitor.context.setOffline(true);
    await visitor.text('You are offline.').waitFor();
    await visitor.checkbox('tea').click();
    await visitor.field('New item').fill('bread');
    await visitor.page.keyboard.press('Enter');
    await visitor.row('bread').waitFor();
    await visitor.list('Done').getByText('tea').waitFor();
    expect((await visitor.onServer()).done).toEqual([]);
    await visitor.context.setOffline(false);
    await visitor.settled('bread').waitFor();
    await visitor.text('You are offline.').waitFor({ state: 'detached' });
    const { pending, done } = await visitor.onServer();
    expect([pending[0]?.title, done[0]?.title]).toEqual(['bread', 'tea']);
  });
}
