import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BrowserContextOptions } from 'playwright-core';
import { testLength } from '../support/test-length.js';
import { setStage } from './stage.js';
import { SCREENSHOTS } from './measurements.js';
import { startMonolith } from './page-system.js';
import { furnish, SCREENS } from './screens.js';
import type { Visitor } from './visitor.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LIMIT_MS = 120_000;
const DESKTOP = { viewport: { width: 1180, height: 820 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** WCAG 2.2, 1.4.10: content fits into this width, without scrolling in two dimensions. */
const NARROW = { width: 320, height: 640 };
const ALL_LOOKS: [name: string, options: BrowserContextOptions][] = [
  ['light-desktop', { ...DESKTOP, colorScheme: 'light' }],
  ['dark-desktop', { ...DESKTOP, colorScheme: 'dark' }],
  ['light-phone', { ...PHONE, colorScheme: 'light' }],
  ['dark-phone', { ...PHONE, colorScheme: 'dark' }],
  ['light-320', { ...PHONE, viewport: NARROW, colorScheme: 'light' }],
];
/** The short form has each colour scheme and each width once. */
const LOOKS = testLength({
  short: ALL_LOOKS.filter(([name]) => /^(?:light-desktop|dark-phone|light-320)$/.test(name)),
  long: ALL_LOOKS,
});

declare const axe: {
  run(): Promise<{
    violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
  }>;
};

/** Each screen is accessible and fits; test/browser/screenshots has the pictures. */
describe('the screens', () => {
  const stage = setStage(() => startMonolith());
  let source: string;
  beforeAll(async () => {
    source = await readFile(AXE, 'utf8');
    await mkdir(SCREENSHOTS, { recursive: true });
  });

  it.each(LOOKS)(
    'are accessible in %s',
    async (look, options) => {
      const visitor = await stage.register({ ...options, reducedMotion: 'reduce' });
      await furnish(visitor);
      const problems: string[] = [];
      for (const { name, show } of SCREENS) {
        await show(visitor, stage);
        await rest(visitor);
        await visitor.page.screenshot({ path: `${SCREENSHOTS}${name}-${look}.png` });
        for (const problem of await problemsOf(visitor, source))
          problems.push(`${name}: ${problem}`);
      }
      expect(problems).toEqual([]);
    },
    LIMIT_MS,
  );
});

/** Waits until all animations have ended, so that pictures are complete. */
async function rest(visitor: Visitor): Promise<void> {
  await visitor.page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

/** The findings of axe-core (labels, roles, contrast and more), and horizontal overflow. */
async function problemsOf(visitor: Visitor, source: string): Promise<string[]> {
  const overflow = await overflowOf(visitor);
  if (overflow > 0) return [`${overflow} pixels too wide`];
  await visitor.page.evaluate(source);
  return visitor.page.evaluate(async () =>
    (await axe.run()).violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    ),
  );
}

/** Horizontal overflow in pixels, of the page or of a visible button. */
async function overflowOf(visitor: Visitor): Promise<number> {
  return visitor.page.evaluate(() =>
    Math.max(
      document.body.scrollWidth - document.documentElement.clientWidth,
      ...[...document.querySelectorAll('button')]
        .filter((button) => getComputedStyle(button).overflow === 'visible')
        .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ),
  );
}
