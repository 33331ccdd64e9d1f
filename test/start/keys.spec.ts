import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../dist/scripts/keys/main.js', import.meta.url));

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** `npm run keys`, without npm. */
const keys = (...args: string[]) =>
  new Promise<Run>((resolve) =>
    execFile(process.execPath, [SCRIPT, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  );

describe('npm run keys', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'test-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes a file per context that only its owner can read, and prints no key', async () => {
    const target = join(folder, 'new/keys');
    const { code, stdout } = await keys('--write', target);
    expect(code).toBe(0);
    for (const name of ['auth', 'todo']) {
      const path = join(target, `${name}.env`);
      const [, key = 'none'] = /_KEY=(.+)$/m.exec(await readFile(path, 'utf8')) ?? [];
      expect(stdout).toContain(path);
      expect(stdout).not.toContain(key);
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
  });

  it('replaces no file', async () => {
    await keys('--write', folder);
    const path = join(folder, 'auth.env');
    const before = await readFile(path, 'utf8');
    const { code, stderr } = await keys('--write', folder);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${path} cannot be written`)]);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it.each([
    ['an unknown context', ['billing'], /there is no context billing[.] usage: npm run keys/],
    ['an unknown option', ['--wirte', 'x'], /wirte.*\nusage: npm run keys/],
    ['two keys to replace', ['--rotate', 'auth', 'todo'], /one key is replaced at a time/],
  ])('refuses %s, with its usage', async (_, args, message) => {
    const { code, stdout, stderr } = await keys(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
  });
});
