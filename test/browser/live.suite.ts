import type { Page } from 'playwright-core';
import { figures, percentile } from '../support/latency-figures.js';
import { waitFor } from '../support/wait-for.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const LIMIT_MS = 15_000;
const TICKS = 40;
/** Looking once a second takes half a second on average. */
const HEARD_MS = 300;

/** What others do, on the page. */
export function describeLive(stage: Stage): void {
  async function shared(): Promise<[Visitor, Visitor]> {
    const [owner, member] = [await stage.register(), await stage.register()];
    await owner.add('tea');
    await owner.shareWith('tea', member);
    return [owner, member];
  }

  it('shows an item that is shared, and each tick of another person, without a reload', async () => {
    const [owner, member] = await shared();
    await member.row('tea').waitFor();
    const times: number[] = [];
    for (let i = 0; i < TICKS; i++) {
      const [by, other] = i % 2 ? [member, owner] : [owner, member];
      const [clicked, shown] = [clickOf(by.page), tickOf(other.page, i % 2 === 0)];
      await by.checkbox('tea').click();
      times.push((await shown) - (await clicked));
    }
    process.stderr.write(`from a click to the page of another person: ${figures(times)}\n`);
    expect(percentile(times, 0.5)).toBeLessThan(HEARD_MS);
  });

  it('shows to other tabs what one has changed, with one stream for all of them', async () => {
    const owner = await stage.register();
    const { context } = owner;
    await waitFor(
      () => owner.page.evaluate(async () => (await navigator.locks.query()).held!.length > 0),
      LIMIT_MS,
      () => 'the first tab to lead',
    );
    const streams: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/api/v2/events')) streams.push(request.url());
    });
    const tab = await context.newPage();
    await tab.goto(`${owner.page.url()}`);
    await tab.getByLabel('New item').waitFor();
    await owner.add('in the first tab');
    await tab.getByText('in the first tab').waitFor();
    await tab.getByLabel('New item').fill('in the second tab');
    await tab.keyboard.press('Enter');
    await owner.settled('in the second tab').waitFor();
    expect(streams.length).toBe(0);
    await owner.page.goto('about:blank');
    await waitFor(
      () => streams.length === 1,
      LIMIT_MS,
      () => 'the other tab to lead',
    );
  });

  it('shows an own item once, although its event is faster than the answer', async () => {
    const owner = await stage.register();
    const tab = await owner.context.newPage();
    await tab.goto(owner.page.url());
    await tab.getByLabel('New item').waitFor();
    let shown = 0;
    await owner.page.route('**/api/v1/create', async (route) => {
      const response = await route.fetch();
      await tab.getByText('faster').waitFor();
      shown = await owner.row('faster').count();
      await route.fulfill({ response });
    });
    await owner.add('faster');
    expect(shown).toBe(1);
  });

  it('shows in the open dialog whom others have added', async () => {
    const [owner, member] = await shared();
    const third = await stage.register();
    await member.act('Share', 'tea');
    await member.text(owner.email).waitFor();
    await owner.shareWith('tea', third);
    await member.text(third.email).waitFor();
  });

  it('says when a shared item is gone, and keeps what the person is typing', async () => {
    const [owner, member] = await shared();
    await member.row('tea').waitFor();
    await member.field('New item').fill('a draft');
    await owner.act('Delete', 'tea');
    await owner.dismiss();
    await member.text('“tea” is no longer in your list').waitFor();
    await member.row('tea').waitFor({ state: 'detached' });
    expect(await member.field('New item').inputValue()).toBe('a draft');
  });

  it('goes to the login when the session has ended elsewhere', async () => {
    const owner = await stage.register();
    await owner.endSession();
    await owner.button('Log in').waitFor();
  });
}

/** When the next click happens, in milliseconds since 1970. */
function clickOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener('click', () => resolve(Date.now()), { once: true, capture: true });
      }),
  );
}

/** When the only checkbox gets a state, in milliseconds since 1970: looked up with each frame. */
function tickOf(page: Page, isDone: boolean): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const box = document.querySelector<HTMLInputElement>('li input[type=checkbox]');
          if (box?.checked === wanted) resolve(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    isDone,
  );
}
