import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const LIMIT_BYTES = 120_000;
/** A file name with a hash: eight characters before the suffix. */
const HASHED = /^[\w-]+-[\w-]{8}\.(?:js|css)(?:\.br|\.gz)?$/;

/** The download size for a visitor. */
describe('the built page', () => {
  it('has less than 120 kB of JavaScript, compressed', async () => {
    const scripts = (await readdir(DIST, { recursive: true })).filter((file) => /\.js$/.test(file));
    expect(scripts).not.toEqual([]);
    const sizes = await Promise.all(
      scripts.map(async (file) => gzipSync(await readFile(join(DIST, file)), { level: 9 }).length),
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(LIMIT_BYTES);
  });

  it('has assets that are named by their content only', async () => {
    const assets = await readdir(join(DIST, 'assets'));
    expect(assets).not.toEqual([]);
    expect(assets.filter((name) => !HASHED.test(name))).toEqual([]);
  });

  it('has a gzip and a brotli copy of each file, which are smaller', async () => {
    const files = (await readdir(DIST, { recursive: true })).filter((file) =>
      /\.(?:js|css)$/.test(file),
    );
    for (const file of files) {
      const { size } = await stat(join(DIST, file));
      expect((await stat(join(DIST, `${file}.gz`))).size).toBeLessThan(size);
      expect((await stat(join(DIST, `${file}.br`))).size).toBeLessThan(size);
    }
  });

  it('has no inline script and no inline style, which its policy forbids', async () => {
    const page = await readFile(join(DIST, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
    expect(page).toContain('<script type="module"');
  });
});
