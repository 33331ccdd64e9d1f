import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Starts the Chromium of this machine: that of `CHROME_PATH`, or one at a usual path.
 *
 * @throws Error without any: a test of the page must not pass without a browser.
 */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'] ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) {
    throw new Error('no Chromium found: install it, or set CHROME_PATH');
  }
  // As root, Chromium only starts without its sandbox; the pages opened here are ours.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}
