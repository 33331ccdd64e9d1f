import { join } from 'node:path';
import { filesOf, FreshFolder, pack } from './fresh-folder.js';

const LIMIT_MS = 300_000;
const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts', '--offline'];

describe('the command, outside of the project', () => {
  let tarball: string;
  let user: FreshFolder;
  beforeAll(async () => {
    user = await FreshFolder.make();
    tarball = (await pack(join(user.path, 'packages'))).get('cli')!;
    await user.npm('install', ...QUIET, tarball);
  }, LIMIT_MS);
  afterAll(() => user?.remove());

  it('is one file', async () => {
    const files = await filesOf(tarball);
    expect(files.sort()).toEqual(['LICENSE', 'README.md', 'dist/cli.js', 'package.json']);
  });

  it('runs without another package', async () => {
    const tree = await user.run('npm', ['ls', '--all', '--parseable']);
    expect(tree.trim().split('\n')).toHaveLength(2);
    const help = await user.run(join(user.path, 'node_modules/.bin/seam-todo'), ['--help']);
    expect(help).toContain('Usage: seam-todo <command>');
  });
});
