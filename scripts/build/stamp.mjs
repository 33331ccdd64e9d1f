import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/** Suffixes of files that tsc does not compile: tests. */
const { exclude } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.build.json'), 'utf8'));
const TESTS = exclude.filter((path) => path.startsWith('**/*')).map((path) => path.slice(4));
const isTest = (path) => TESTS.some((end) => path.endsWith(end));

const NOT_SOURCES = new Set(['node_modules', '.data']);

/**
 * A text that changes whenever an input file of a part changes: names and contents count, times do
 * not, so that a checkout of another branch and back changes nothing.
 *
 * @param paths files and folders below the project
 * @param without folders that do not belong to the part
 */
export function stampOf({ paths, without = [] }) {
  const hash = createHash('sha256');
  const add = (path) => {
    const status = lstatSync(join(ROOT, path), { throwIfNoEntry: false });
    if (status?.isDirectory()) {
      for (const name of readdirSync(join(ROOT, path)).sort()) {
        if (!NOT_SOURCES.has(name) && !without.includes(`${path}/${name}`)) add(`${path}/${name}`);
      }
    } else if (status?.isFile() && !isTest(path)) {
      const content = readFileSync(join(ROOT, path));
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}
