import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './project-copy.js';

const TEST = /[.](?:[a-z-]*spec|suite|d)[.]ts$/;
const MOST_FILES = 14;

/** Not of migrations: their folders are a log, in the order of time. */
const sources = ['apps', 'libs', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(folder, file),
    ),
  )
  .filter((file) => /[.](?:[cm]?[jt]s|sh)$/.test(file) && !TEST.test(file))
  .filter((file) => !file.startsWith(join('apps', 'web')));

it.each([...new Set(sources.map(dirname))])(
  `has at most ${MOST_FILES} source files: %s`,
  (folder) => {
    const files = sources.filter((file) => dirname(file) === folder);
    expect(files.length).toBeLessThanOrEqual(MOST_FILES);
  },
);
