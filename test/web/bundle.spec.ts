import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const LIMIT_BYTES = 120_000;
/** Of all that is loaded when it is first shown. */
const LATER_LIMIT_BYTES = 6_000;
const SCRIPT_OF_PAGE = /<script[^>]*\ssrc="\/([^"]+\.js)"/g;
/** What a script imports at once: `import(…)` is not. */
const STATIC_IMPORT = /\bimport\b[^'"`();]*["']\.\/([^"']+\.js)["']/g;
/** A file name with a hash: eight characters before the suffix. */
const HASHED = /^[\w-]+-[\w-]{8}\.(?:js|css)(?:\.br|\.gz)?$/;

/** The download size for a visitor. */
describe('the built page', () => {
  it('has less than 120 kB of JavaScript, compressed, for the first view', async () => {
    const scripts = await firstScripts();
    expect(scripts).not.toEqual([]);
    expect(await sizeOf(scripts)).toBeLessThan(LIMIT_BYTES);
  });

  it('has less than 6 kB of JavaScript, compressed, that is loaded later', async () => {
    const first = await firstScripts();
    const later = (await allScripts()).filter((file) => !first.includes(file));
    expect(later).toEqual([expect.stringMatching(/^assets\/parts-/)]);
    expect(await sizeOf(later)).toBeLessThan(LATER_LIMIT_BYTES);
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

async function allScripts(): Promise<string[]> {
  return (await readdir(DIST, { recursive: true })).filter((file) => /\.js$/.test(file));
}

/** The scripts that the page loads at once, with what they import. */
async function firstScripts(): Promise<string[]> {
  const page = await readFile(join(DIST, 'index.html'), 'utf8');
  const found = [...page.matchAll(SCRIPT_OF_PAGE)].map(([, file]) => file!);
  for (const file of found) {
    const script = await readFile(join(DIST, file), 'utf8');
    const imported = [...script.matchAll(STATIC_IMPORT)].map(([, name]) => join('assets', name!));
    found.push(...imported.filter((name) => !found.includes(name)));
  }
  return found;
}

async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(DIST, file)), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
