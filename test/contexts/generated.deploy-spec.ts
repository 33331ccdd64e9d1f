import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppProcess } from '../support/app-process.js';
import { AtTerminal } from '../support/at-terminal.js';
import { send } from '../support/client.js';
import { describeRename, describeRenamed } from './rename.suite.js';
import { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 600_000;
const MOST_MS = 60_000;
const MOST_LINES = 245;
const NEW = 'scripts/new-context/main.mjs';
const FOLDERS = ['libs/billing', 'libs/billing-kernel', 'migrations/billing', 'apps/billing'];
/** The partition of which no other process is named. */
const IN_ONE_PROCESS = '^(?!.*, of )processes of';
/** What reports or checks the contexts of the project. The rules are the same files, and prove themselves here. */
const TESTS = [
  ...[
    'test/architecture/(?!architecture)',
    'test/deployment/',
    'scripts/add-migration',
    'start/migrate',
  ],
  ...['libs/billing', 'order-history'],
];

/**
 * `npm run new:context` and `npm run remove:context`, in a copy under another name. Types, formatting
 * and rules are checked in the whole of it, which tests `npm run rename` too; ESLint in what is new.
 */
describe('a renamed project with a further context, and one more', () => {
  let copy: WholeCopy;
  const status = () => copy.git('status', '--porcelain');
  const add = (...args: string[]) => copy.node(NEW, 'new', ...args);
  const remove = (...args: string[]) => copy.node(NEW, 'remove', ...args);

  beforeAll(async () => {
    copy = await WholeCopy.make();
    await copy.commitAll();
  }, LIMIT_MS);
  afterAll(() => copy.dispose());

  describe('renamed', () => describeRename(() => copy));

  it.each([
    [['new'], 'Usage: npm run new:context'],
    [['new', 'todo'], 'There is a todo already'],
    [['new', 'to-do'], 'Variables that begin with TO_DO_ are in use'],
    [['new', 'billing', '--entity', 'user'], 'has user already (user_not_found, /api/v1/users)'],
    [['new', 'billing', '--entity', 'item'], 'has item already (item_not_found, /api/v1/items)'],
    [['new', 'billing', '--asks', 'todo'], 'No context "todo" offers a contract.'],
    [['new', 'billing', '--owner', 'me'], "Unknown option '--owner'"],
    [['new', 'billing', '--owned-by', 'you'], 'Rows cannot be owned by "you": only by user,'],
    [['remove', 'billing'], 'There is no context "billing". Contexts are auth, todo, mail.'],
    [['remove', 'auth'], 'auth is in use by '],
    [['remove', 'todo'], 'The web page calls todo. Add --with-page'],
  ])('refuses %j in one line, and changes nothing', async (args, message) => {
    const { code, output } = await copy.run(process.execPath, [NEW, ...args]);
    expect([code, output.trimEnd().split('\n')]).toEqual([1, [expect.stringContaining(message)]]);
    expect(await status()).toBe('');
  });

  it(
    'is as before if a step fails, or changes are not committed',
    async () => {
      // Writes a document, then fails.
      await copy.edit('scripts/jest.sh', () => '#!/bin/sh\necho >>docs/errors.md\nexit 1\n');
      await expect(add('billing')).rejects.toThrow('scripts/jest.sh is not committed. Commit or');
      await copy.git('commit', '--quiet', '--all', '--message', 'broken');
      await expect(add('billing')).rejects.toThrow('npm run docs failed');
      expect(await status()).toBe('');
      await copy.git('reset', '--quiet', '--hard', 'HEAD~1');
    },
    LIMIT_MS,
  );

  it(
    'has one whose rows belong to users, in a minute and in few lines, by what it asks on a terminal',
    async () => {
      const start = Date.now();
      const terminal = AtTerminal.start(copy.folder, {}, NEW, 'new', '--owned-by', 'user');
      await terminal.shows('Name of the context, such as billing: ');
      terminal.type('billing\n');
      await terminal.shows('What it stores, in the singular [billing-entry]: ');
      terminal.type('invoice\n');
      await terminal.shows('Contexts that it asks, such as auth [none]: ');
      terminal.type('\n');
      const { code, output } = await terminal.end();
      expect({ code, output }).toEqual({ code: 0, output });
      expect(output).toContain('Added billing, with invoices: ');
      const [ms, lines] = [Date.now() - start, await linesIn(copy.folder)];
      process.stderr.write(`new:context: ${ms} ms, ${lines} lines\n`);
      expect(ms).toBeLessThan(MOST_MS);
      expect(lines).toBeLessThanOrEqual(MOST_LINES);
    },
    LIMIT_MS,
  );

  it(
    'has another one',
    async () => {
      const service = 'libs/billing/src/core/invoices.service.ts';
      await copy.edit(service, (text) => `// Mine.\n${text}`);
      await expect(remove('billing')).rejects.toThrow(`${service} is not committed. Commit it, or`);
      await copy.edit(service, (text) => text.replace('// Mine.\n', ''));
      await copy.git('add', '--all');
      await copy.git('commit', '--quiet', '--message', 'billing');
      await add('order-history', '--asks', 'billing', '--entity', 'credit-note');
    },
    LIMIT_MS,
  );

  it(
    'passes its checks',
    async () => {
      await copy.git('add', '--all');
      const checks = ['typecheck', 'depcruise'].map((script) => copy.npm(script));
      await Promise.all([...checks, copy.lintSince('HEAD~1'), copy.checkFormatSince('HEAD~2')]);
    },
    LIMIT_MS,
  );

  it(
    'passes its tests',
    async () => {
      await copy.build();
      await copy.jest(...TESTS);
      await copy.jest('topologies/routes', '--testNamePattern', IN_ONE_PROCESS);
    },
    LIMIT_MS,
  );

  describe('under its new name', () => describeRenamed(() => copy));

  it(
    'serves the other one from its own app',
    async () => {
      const app = await AppProcess.start(copy.app('order-history'), copy.folder, {});
      try {
        const added = await send('POST', `${app.url}/api/v1/credit-notes`, { json: { name: 'a' } });
        expect(added).toMatchObject({ status: 201, body: { id: 1, name: 'a' } });
      } finally {
        await app.stop();
      }
    },
    LIMIT_MS,
  );

  it(
    'cannot lose one that another one asks',
    async () => {
      await copy.git('add', '--all');
      await copy.git('commit', '--quiet', '--message', 'order-history');
      await expect(remove('billing')).rejects.toThrow(
        'billing is in use by libs/order-history/src/order-history.context.ts. Remove what asks',
      );
      await remove('order-history');
      await remove('billing');
      await copy.git('add', '--all');
      expect(await copy.git('diff', '--cached', '--stat', 'HEAD~2')).toBe('');
    },
    LIMIT_MS,
  );
});

/** The lines of billing, without tests. */
async function linesIn(root: string): Promise<number> {
  const texts: string[] = [];
  for (const folder of FOLDERS) {
    const files = await readdir(join(root, folder), { recursive: true });
    const code = files.filter((file) => /\.ts$/.test(file) && !/(?:spec|suite)\.ts$/.test(file));
    for (const file of code) texts.push(await readFile(join(root, folder, file), 'utf8'));
  }
  return texts.join('').trimEnd().split('\n').length;
}
