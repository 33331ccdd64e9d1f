import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealed, type Snapshot } from '../../scripts/contracts/snapshot.js';
import { ROOT } from '../architecture/project-copy.js';
import { Tree } from '../contexts/tree.js';

const COMMAND = join(ROOT, 'dist/tools/contracts.js');
const FILE = 'contracts/auth.json';

/** `npm run contracts:check`, in a repository whose tag `v1` has other contracts than the project. */
describe('the command that compares contracts', () => {
  let tree: Tree;
  let current: string;
  beforeEach(async () => {
    tree = new Tree(await mkdtemp(join(tmpdir(), 'contracts-')));
    await cp(join(ROOT, 'contracts'), join(tree.folder, 'contracts'), { recursive: true });
    current = await readFile(join(tree.folder, FILE), 'utf8');
  });
  afterEach(() => rm(tree.folder, { recursive: true }));

  const write = (text: string) => writeFile(join(tree.folder, FILE), text);
  const check = (...args: string[]) => tree.run(process.execPath, [COMMAND, ...args]);

  /** Tags an earlier version of the contract, and restores the present one. */
  async function release(change: (old: Snapshot) => void): Promise<void> {
    await tree.git('init', '--quiet');
    await write(earlier(change));
    await tree.git('add', '--all');
    await tree.git('commit', '--quiet', '--message', 'v1');
    await tree.git('tag', 'v1');
    await write(current);
  }

  function earlier(change: (old: Snapshot) => void): string {
    const snapshot = JSON.parse(current) as Snapshot;
    change(snapshot);
    const { name, codes, calls, events } = snapshot;
    return JSON.stringify(sealed({ name, codes, calls, events }));
  }

  const withoutCall = ({ calls }: Snapshot) => delete calls['highestUserId'];
  const withCall = ({ calls }: Snapshot) =>
    (calls['former'] = { ...calls['highestUserId']!, path: '/internal/v1/auth/former' });
  const withStatus = ({ codes }: Snapshot) => (codes['user_not_found'] = 410);

  it.each<[string, (old: Snapshot) => void, string[], number, string]>([
    ['no change', () => undefined, [], 0, 'in any order, and rolled back'],
    ['a new call', withoutCall, [], 1, 'auth.highestUserId: provider first'],
    ['a new call', withoutCall, ['--first', 'provider'], 0, 'Deploy the provider first'],
    [
      'a new call',
      withoutCall,
      ['--first', 'callers'],
      1,
      'breaks new callers of the old provider',
    ],
    ['a removed call', withCall, [], 1, 'auth.former: callers first'],
    ['a removed call', withCall, ['--first', 'callers'], 0, 'Deploy the callers first'],
    ['a removed call', withCall, ['--against', 'v1'], 1, 'breaks old callers'],
    [
      'another status',
      withStatus,
      ['--first', 'provider'],
      1,
      'auth code user_not_found: not in one',
    ],
    ['another status', withStatus, ['--first', 'callers'], 1, 'Not in one step'],
  ])('for %s %#', async (_, change, args, code, text) => {
    await release(change);
    const ended = await check(...args);
    expect(ended.output).toContain(text);
    expect(ended.output).toContain('Compared with v1:');
    expect(ended.code).toBe(code);
  });

  it('has nothing to compare with before the first tag that has contracts', async () => {
    await tree.git('init', '--quiet');
    await tree.git('commit', '--allow-empty', '--quiet', '--message', 'nothing');
    await tree.git('tag', 'v0');
    const output = 'No tag has snapshots in contracts/: there is nothing to compare with yet.\n';
    await expect(check()).resolves.toEqual({ code: 0, output });
  });

  it.each<[string, string | undefined, string]>([
    ['is missing', undefined, `${FILE} is missing.`],
    ['was edited by hand', '"kind": "edited"', `${FILE} was edited by hand`],
    [
      'has another format',
      '"format": "contract-snapshot 2.0"',
      'has the format contract-snapshot 2',
    ],
  ])('ends with 2 and one line if a snapshot %s', async (_, field, text) => {
    const name = field?.split(':')[0];
    const broken = current.replace(new RegExp(`${name}: "[^"]*"`), field ?? '');
    await release(() => undefined);
    await (field === undefined ? rm(join(tree.folder, FILE)) : write(broken));
    assertRefused(await check(), text);
    if (field === undefined) return;
    await write(broken);
    await tree.git('commit', '--quiet', '--all', '--message', 'broken');
    await write(current);
    assertRefused(await check('--against', 'HEAD'), text.replace(FILE, `${FILE} at HEAD`));
  });

  it.each([
    ['a version that git does not know', ['--against', 'v9'], 'v9'],
    ['an unknown order', ['--first', 'both'], 'usage: npm run contracts:check'],
    ['an unknown option', ['--last'], 'usage: npm run contracts:check'],
  ])('ends with 2 for %s', async (_, args, text) => {
    await release(() => undefined);
    const { code, output } = await check(...args);
    expect({ code, output }).toEqual({ code: 2, output: expect.stringContaining(text) });
    expect(output).not.toMatch(/^ {4}at /m);
  });

  it('ends with 2 outside of a git repository', async () => {
    assertRefused(await check(), 'not a git repository');
  });

  function assertRefused({ code, output }: { code: number; output: string }, text: string): void {
    expect({ code, output }).toEqual({ code: 2, output: expect.stringContaining(text) });
    expect(output.trimEnd()).not.toContain('\n');
  }
});
