import type { Route } from 'playwright-core';
import { waitFor } from '../support/wait-for.js';
import type { Stage } from './stage.js';

const LIMIT_MS = 15_000;
const OUTAGE = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'database_unavailable', request_id: 'r-1' }),
};

const REFUSAL = {
  status: 404,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'item_not_found', request_id: 'r-2' }),
};

/** The screen during failures. */
export function describeFailures(stage: Stage): void {
  it('reverts a refused change, with a message', async () => {
    const visitor = await stage.register();
    await visitor.add('tea', 'bread');
    await visitor.page.route('**/api/v1/update', (route) => route.fulfill(REFUSAL));
    await visitor.checkbox('tea').click();
    await visitor.text('“tea” was not changed').first().waitFor();
    await visitor.text('This item no longer exists.').first().waitFor();
    await visitor.list('To do').getByText('tea').waitFor();
    expect(await visitor.checkbox('tea').isChecked()).toBe(false);
  });

  it('reverts one change and keeps the others that were made at once', async () => {
    const visitor = await stage.register();
    await visitor.add('one', 'two', 'three');
    let requests = 0;
    await visitor.page.route('**/api/v1/update', (route) =>
      ++requests === 2 ? route.fulfill(REFUSAL) : route.continue(),
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

  it('returns a title that could not be added to its field', async () => {
    const visitor = await stage.register();
    await visitor.page.route('**/api/v1/create', (route) => route.fulfill(REFUSAL));
    // A slow list does not keep a refused item on screen.
    await visitor.page.route('**/api/v1/get/all', () => undefined);
    await visitor.field('New item').fill('tea');
    await visitor.page.keyboard.press('Enter');
    await visitor.text('“tea” was not added').first().waitFor();
    await visitor.row('tea').waitFor({ state: 'detached' });
    expect(await visitor.field('New item').inputValue()).toBe('tea');
  });

  it.each([
    ['cannot be reached', (route: Route) => route.abort()],
    ['answers 503', (route: Route) => route.fulfill(OUTAGE)],
  ])(
    'keeps changes while the server %s, and sends them in order once it is available again',
    async (...[, fail]) => {
      const visitor = await stage.register();
      await visitor.add('tea');
      await visitor.page.route('**/api/v1/**', fail);
      await visitor.field('New item').fill('bread');
      await visitor.page.keyboard.press('Enter');
      await visitor.text('Seam cannot be reached.').waitFor();
      await visitor.checkbox('tea').click();
      await visitor.row('bread').waitFor();
      await visitor.list('Done').getByText('tea').waitFor();
      expect(await visitor.text('was not added').count()).toBe(0);
      await visitor.page.unroute('**/api/v1/**');
      await visitor.button('Try again').click();
      await visitor.settled('bread').waitFor();
      await visitor.text('Seam cannot be reached.').waitFor({ state: 'detached' });
      await waitFor(
        async () => (await visitor.onServer()).done.length === 1,
        LIMIT_MS,
        () => 'the tick to arrive',
      );
      const { pending, done } = await visitor.onServer();
      expect([pending.map(({ title }) => title), done.map(({ title }) => title)]).toEqual([
        ['bread'],
        ['tea'],
      ]);
    },
  );

  it('adds an item once if the response was lost', async () => {
    const visitor = await stage.register();
    await visitor.page.route('**/api/v1/create', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await visitor.field('New item').fill('tea');
    await visitor.page.keyboard.press('Enter');
    await visitor.text('Seam cannot be reached.').waitFor();
    await visitor.page.unroute('**/api/v1/create');
    await visitor.button('Try again').click();
    await visitor.settled('tea').waitFor();
    expect((await visitor.onServer()).pending).toHaveLength(1);
  });

  it('shows an item again that could not be deleted', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    await visitor.page.route('**/api/v2/items/**', (route) => route.fulfill(OUTAGE));
    await visitor.act('Delete', 'tea');
    await visitor.dismiss();
    await visitor.text('“tea” was not deleted').first().waitFor();
    await visitor.row('tea').waitFor();
  });

  it('reports that the list could not be loaded, and loads it at the next try', async () => {
    const visitor = await stage.register();
    await visitor.add('tea');
    await visitor.page.route('**/api/v1/get/all', (route) => route.abort());
    await visitor.page.reload();
    await visitor.text('Your list could not be loaded').first().waitFor();
    await visitor.page.unroute('**/api/v1/get/all');
    await visitor.button('Try again').click();
    await visitor.row('tea').waitFor();
  });

  it('reports an unreachable server before it knows the user', async () => {
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
