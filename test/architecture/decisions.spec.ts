import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project-copy.js';

const FOLDER = join(ROOT, 'docs', 'decisions');
const DIGESTS = join(ROOT, 'test', 'architecture', 'decisions.json');
const STATUS = /^- Status:.*$/m;

const pages = readdirSync(FOLDER).filter((name) => /^\d{4}-.+[.]md$/.test(name));
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** The text of a page without its status, regardless of line breaks. */
function digestOf(page: string): string {
  const words = page.replace(STATUS, '').split(/\s+/).join(' ');
  return createHash('sha256').update(words).digest('hex').slice(0, 16);
}

/** The digests of the accepted pages. */
function accepted(): Record<string, string> {
  return JSON.parse(readFileSync(DIGESTS, 'utf8')) as Record<string, string>;
}

/**
 * An accepted decision is not rewritten: a new page supersedes or amends it, and the old page
 * changes its status line. `UPDATE_DECISIONS=1` enters new pages, and changes none.
 */
describe('the decisions', () => {
  if (process.env['UPDATE_DECISIONS']) {
    const all = Object.fromEntries(pages.map((name) => [name, digestOf(textOf(name))]));
    writeFileSync(
      DIGESTS,
      `${JSON.stringify({ ...all, ...accepted() }, Object.keys(all).sort(), 2)}\n`,
    );
  }

  it.each(pages)('%s has not changed since it was accepted, except for its status', (name) => {
    const page = textOf(name);
    expect(page).toMatch(STATUS);
    expect({ [name]: digestOf(page) }).toEqual({ [name]: accepted()[name] });
  });

  it('all still exist', () => {
    expect(Object.keys(accepted()).sort()).toEqual(pages.sort());
  });

  it('are all in the table of the README, with their titles’ numbers', () => {
    const table = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    const listed = [...table.matchAll(/^\| \[(\d{4})\]\((\1-[^)]+)\)/gm)].map(([, , file]) => file);
    expect(listed.sort()).toEqual(pages.sort());
  });

  it('are linked in both directions when one amends or supersedes another', () => {
    for (const name of pages) {
      const links = [...STATUS.exec(textOf(name))![0].matchAll(/\]\(([^)]+)\)/g)];
      for (const [, file] of links) expect(pages).toContain(file);
    }
  });

  it('detect a change of a word, and ignore a line break', () => {
    const page = '# 0001\n\n- Status: accepted\n\nWe use one database.\n';
    expect(digestOf(page.replace('one', 'two'))).not.toBe(digestOf(page));
    expect(digestOf(page.replace('accepted', 'superseded by 0002'))).toBe(digestOf(page));
    expect(digestOf(page.replace('use one', 'use\none'))).toBe(digestOf(page));
  });
});
