import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from './docs/rows.js';
import { ROOT } from './project-copy.js';

const PAGES = ['docs/accounts-compared.md', 'docs/api.md'];
const TEST = /[.](?:[a-z-]*spec|suite)[.]ts$/;

/** The files that a cell links to. */
const linksIn = (cell: string) =>
  [...cell.matchAll(/\]\(\.\.\/([^)]+)\)/g)].flatMap(([, file]) => file ?? []);

/** Also of a context that was removed with its tests. */
function exists(file: string): boolean {
  const [library = ''] = /^libs\/[\w-]+/.exec(file) ?? [];
  return existsSync(join(ROOT, file)) || !existsSync(join(ROOT, library));
}

describe.each(PAGES)('%s', (page) => {
  it.each(rowsOf(page))('names tests that exist: %s', (_capability, here) => {
    const files = linksIn(here);
    const missing = files.filter((file) => !TEST.test(file) || !exists(file));
    expect(missing).toEqual([]);
    if (!here.startsWith('no')) expect(files).not.toEqual([]);
  });

  it('defines each source that it names, and names each that it defines', () => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const named = [...text.matchAll(/\]\[(\w+)\]/g)].flatMap(([, source]) => source ?? []);
    const defined = [...text.matchAll(/^\[(\w+)\]: https/gm)].flatMap(([, source]) => source ?? []);
    expect([...new Set(named)].sort()).toEqual(defined.sort());
  });
});
