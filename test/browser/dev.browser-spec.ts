import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, symlink, writeFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { freePort } from '../support/free-port.js';
import { waitFor } from '../support/wait-for.js';
import { openBrowser } from './chromium.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = ['apps', 'bin', 'libs', 'migrations', 'scripts', 'package.json', 'nest-cli.json'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json'];
/** It compiles everything, beside other suites. */
const START_LIMIT_MS = 300_000;
const RELOAD_LIMIT_MS = 120_000;
const SAVE_AGAIN_MS = 5_000;

/** `npm run dev` in a copy of the checkout, which the test may change. */
describe('npm run dev', () => {
  let folder: string;
  let browser: Browser;
  let end: () => Promise<void>;
  let url: string;
  let output = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dev-'));
    for (const name of [...FILES, ...SETTINGS]) {
      await cp(join(ROOT, name), join(folder, name), { recursive: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const [port, page] = [await freePort(), await freePort()];
    url = `http://127.0.0.1:${page}`;
    const env = {
      PORT: `${port}`,
      DEV_API_URL: `http://127.0.0.1:${port}`,
      DEV_PAGE_PORT: `${page}`,
    };
    const npm = spawn('npm', ['run', 'dev'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    npm.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    npm.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    end = async () => {
      const closed = once(npm, 'close');
      npm.kill('SIGTERM');
      await closed;
    };
    await waitFor(
      async () => (await fetch(`${url}/readyz`).catch(() => undefined))?.status === 200,
      START_LIMIT_MS,
      () => `npm run dev to serve both:\n${output}`,
    );
    browser = await openBrowser();
  }, START_LIMIT_MS * 2);

  afterAll(async () => {
    await browser?.close();
    await end?.();
    await rm(folder, { recursive: true, force: true });
  }, RELOAD_LIMIT_MS);

  it('has no warning: the page is not missing, vite serves it', () => {
    expect(output).toContain('"msg":"ready: API described at');
    expect(output).not.toContain('"level":"warn"');
  });

  it(
    'has page and API at one address, and shows a change without losing what was typed',
    async () => {
      const page = await browser.newPage();
      await page.goto(`${url}/register`);
      await page.getByLabel('Email').fill('dev@example.com');
      await page.getByLabel('Password', { exact: true }).fill('a-passphrase-of-tests');
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByLabel('New item').fill('a draft');

      const file = join(folder, 'apps/web/src/items/add-form.tsx');
      const code = await readFile(file, 'utf8');
      const changed = code.replace('{t.items.add}', "{'Changed'}");
      const button = page.getByRole('button', { name: 'Changed' });
      let saves = 0;
      // Saved again: on a busy machine vite may not watch the file yet.
      const save = async () => {
        await writeFile(file, `${changed}// ${++saves}\n`);
        return button.waitFor({ timeout: SAVE_AGAIN_MS }).then(
          () => true,
          () => false,
        );
      };
      await waitFor(save, RELOAD_LIMIT_MS, () => 'the page to show the change');
      expect(await page.getByLabel('New item').inputValue()).toBe('a draft');
    },
    START_LIMIT_MS,
  );
});
