import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../architecture/project-copy.js';

const LIMIT_BYTES = 8_000;

/** What a page downloads for all of the client. */
it('the client has less than 8 kB, compressed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'client-size-'));
  try {
    const file = join(folder, 'client.js');
    const bundler = join(ROOT, 'node_modules/rolldown/bin/cli.mjs');
    const entry = join(ROOT, 'libs/client/src/index.ts');
    const options = [entry, '--file', file, '--format', 'esm', '--minify'];
    await promisify(execFile)(process.execPath, [bundler, ...options]);
    const code = await readFile(file, 'utf8');
    expect(code).not.toMatch(/\bimport\b/);
    const { length } = gzipSync(code, { level: 9 });
    expect(length).toBeGreaterThan(1_000);
    expect(length).toBeLessThan(LIMIT_BYTES);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
