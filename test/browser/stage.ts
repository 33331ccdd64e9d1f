import type { Browser } from 'playwright-core';
import { openBrowser } from './chromium.js';
import type { PageSystem } from './page-system.js';
import { Visitor } from './visitor.js';

const START_LIMIT_MS = 240_000;

/** Provides tests with the running system, and with users in a browser. */
export interface Stage {
  system(): PageSystem;
  browser(): Browser;
  /** A user with an account and an empty list; closed after the test. */
  register(options?: Parameters<typeof Visitor.register>[2]): Promise<Visitor>;
  /** A user without an account; closed after the test. */
  arrive(options?: Parameters<typeof Visitor.arrive>[2]): Promise<Visitor>;
}

/** Sets up the tests of a file. */
export function setStage(start: () => Promise<PageSystem>): Stage {
  let system: PageSystem;
  let browser: Browser;
  const visitors: Visitor[] = [];
  const welcome = async (coming: Promise<Visitor>) => {
    const visitor = await coming;
    visitors.push(visitor);
    return visitor;
  };

  beforeAll(async () => {
    system = await start();
    browser = await openBrowser();
  }, START_LIMIT_MS);
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.leave();
  });
  afterAll(async () => {
    await browser?.close();
    await system?.dispose();
  }, START_LIMIT_MS);

  return {
    system: () => system,
    browser: () => browser,
    register: (options) => welcome(Visitor.register(browser, system, options)),
    arrive: (options) => welcome(Visitor.arrive(browser, system, options)),
  };
}
