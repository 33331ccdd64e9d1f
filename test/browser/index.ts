import type { Browser } from 'playwright-core';
import { openBrowser } from './chromium.js';
import { describeAccounts } from './accounts.suite.js';
import { describeDeletion } from './deletion.suite.js';
import { describeDelivery } from './delivery.suite.js';
import { describeFailures } from './failures.suite.js';
import { describeKeyboard } from './keyboard.suite.js';
import { describeList } from './list.suite.js';
import type { PageSystem } from './page-system.js';
import { describeSecurity } from './security.suite.js';
import { describeSharing } from './sharing.suite.js';
import { describeSpeed } from './speed.suite.js';
import { Visitor } from './visitor.js';

const START_LIMIT_MS = 60_000;

/** How a test gets at the running system, and at people who look at its page. */
export interface Stage {
  system(): PageSystem;
  browser(): Browser;
  /** Somebody with an account, before an empty list; leaves after the test. */
  register(options?: Parameters<typeof Visitor.register>[2]): Promise<Visitor>;
  /** Somebody whom the page does not know; leaves after the test. */
  arrive(options?: Parameters<typeof Visitor.arrive>[2]): Promise<Visitor>;
}

/** Sets the stage for the tests of a file. */
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

/** All that the page promises, in a real browser; the same however it is served. */
export function describePage(name: string, start: () => Promise<PageSystem>): void {
  describe(name, () => {
    const stage = setStage(start);
    describe('delivery', () => describeDelivery(stage));
    describe('accounts', () => describeAccounts(stage));
    describe('the list', () => describeList(stage));
    describe('deletion', () => describeDeletion(stage));
    describe('sharing', () => describeSharing(stage));
    describe('failures', () => describeFailures(stage));
    describe('the keyboard', () => describeKeyboard(stage));
    describe('security', () => describeSecurity(stage));
    describe('speed', () => describeSpeed(stage));
  });
}
