import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '#glue/errors';
import { openDataKeys } from './open-data-keys.js';

const UNSET = { DATA_KEY: undefined, DATA_KEY_PREVIOUS: undefined };
let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'test-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openDataKeys', () => {
  it('takes the variables if they are set, and writes nothing then', async () => {
    const keys = { DATA_KEY: randomBytes(32), DATA_KEY_PREVIOUS: randomBytes(32) };
    const opened = await openDataKeys({ DATA_DIR: join(folder, 'data'), ...keys });
    expect(opened).toEqual([keys.DATA_KEY, keys.DATA_KEY_PREVIOUS]);
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  it('generates one key in a file that only the owner can read, for all concurrent callers', async () => {
    const DATA_DIR = join(folder, 'data');
    const open = () => openDataKeys({ DATA_DIR, ...UNSET });
    const opened = await Promise.all(Array.from({ length: 20 }, open));
    const [[key]] = opened as [[Buffer]];
    expect(opened).toEqual(Array(20).fill([key]));
    expect(key).toHaveLength(32);
    await expect(readdir(DATA_DIR)).resolves.toEqual(['data-key']);
    expect((await stat(join(DATA_DIR, 'data-key'))).mode & 0o777).toBe(0o600);
    await expect(readFile(join(DATA_DIR, 'data-key'), 'utf8')).resolves.toBe(
      key.toString('base64'),
    );
  });

  it.each(['', 'x'.repeat(44)])(
    'refuses a file with other content, and keeps it: %j',
    async (content) => {
      const path = join(folder, 'data-key');
      await writeFile(path, content);
      const attempt = openDataKeys({ DATA_DIR: folder, ...UNSET });
      await expect(attempt).rejects.toBeInstanceOf(StartError);
      await expect(attempt).rejects.toThrow(/^DATA_DIR: .*is not .*set DATA_KEY[.] .*remove it/);
      await expect(readFile(path, 'utf8')).resolves.toBe(content);
    },
  );
});
