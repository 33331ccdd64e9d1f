import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '#glue/errors';
import { signingSecret } from './signing-secret.js';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'test-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('signingSecret', () => {
  it('is JWT_SECRET if it is set, and writes nothing then', async () => {
    const DATA_DIR = join(folder, 'data');
    await expect(signingSecret({ DATA_DIR, JWT_SECRET: 'given' })).resolves.toBe('given');
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  it('is generated in a file and a folder that only the owner can read', async () => {
    const DATA_DIR = join(folder, 'not/there/yet');
    const secret = await signingSecret({ DATA_DIR, JWT_SECRET: undefined });
    expect(Buffer.from(secret, 'base64url').length).toBeGreaterThanOrEqual(32);
    await expect(readdir(DATA_DIR)).resolves.toEqual(['jwt-secret']);
    expect((await stat(DATA_DIR)).mode & 0o777).toBe(0o700);
    expect((await stat(join(DATA_DIR, 'jwt-secret'))).mode & 0o777).toBe(0o600);
    await expect(readFile(join(DATA_DIR, 'jwt-secret'), 'utf8')).resolves.toBe(secret);
  });

  it('stays the same', async () => {
    const config = { DATA_DIR: folder, JWT_SECRET: undefined };
    const secret = await signingSecret(config);
    await expect(signingSecret(config)).resolves.toBe(secret);
  });

  it('differs in another folder', async () => {
    const [one, other] = await Promise.all(
      ['a', 'b'].map((name) =>
        signingSecret({ DATA_DIR: join(folder, name), JWT_SECRET: undefined }),
      ),
    );
    expect(one).not.toBe(other);
  });

  it('is the same for twenty concurrent callers, and leaves no temporary file', async () => {
    const config = { DATA_DIR: join(folder, 'data'), JWT_SECRET: undefined };
    const secrets = await Promise.all(Array.from({ length: 20 }, () => signingSecret(config)));
    expect(new Set(secrets).size).toBe(1);
    await expect(readdir(config.DATA_DIR)).resolves.toEqual(['jwt-secret']);
  });

  it.each([
    ['nothing, as after a power failure', ''],
    ['31 bytes', 'x'.repeat(31)],
  ])('is refused, and not changed, when the file contains %s', async (_what, content) => {
    const path = join(folder, 'jwt-secret');
    await writeFile(path, content);
    const attempt = signingSecret({ DATA_DIR: folder, JWT_SECRET: undefined });
    await expect(attempt).rejects.toBeInstanceOf(StartError);
    await expect(attempt).rejects.toThrow(/^DATA_DIR: .*has less than 32 bytes/);
    await expect(attempt).rejects.toThrow(path);
    await expect(readFile(path, 'utf8')).resolves.toBe(content);
  });

  it('may have 32 bytes', async () => {
    await writeFile(join(folder, 'jwt-secret'), 'x'.repeat(32));
    const secret = await signingSecret({ DATA_DIR: folder, JWT_SECRET: undefined });
    expect(secret).toBe('x'.repeat(32));
  });

  it('names the variable to change when the folder cannot be created', async () => {
    await writeFile(join(folder, 'file'), '');
    const attempt = signingSecret({ DATA_DIR: join(folder, 'file/data'), JWT_SECRET: undefined });
    await expect(attempt).rejects.toBeInstanceOf(StartError);
    await expect(attempt).rejects.toThrow(
      /^DATA_DIR: .*Make the folder writable, .*or set JWT_SECRET/,
    );
  });
});
