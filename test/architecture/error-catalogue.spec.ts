import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CATALOGUE } from '#glue/errors';
import { ROOT } from './project-copy.js';

const CATALOGUE = 'error-catalogue.ts';
const NOT_PRODUCTION = /[.](?:[a-z-]*spec|suite|contract|d)[.]ts$/;

/** The sources of apps and libraries, without the lists of codes that describe routes. */
const sources = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !NOT_PRODUCTION.test(file))
      .filter((file) => !file.endsWith(CATALOGUE))
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
  )
  .join('\n')
  .replace(/@ApiErrors\([^)]*\)/g, '');

const codes = Object.keys(ERROR_CATALOGUE);

describe('the error catalogue', () => {
  it('has no code that nothing throws', () => {
    expect(codes.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
  });

  it('has every code that is thrown', () => {
    const thrown = [...sources.matchAll(/new ServiceError\(\s*'(\w+)'/g)].map(([, code]) => code!);
    expect(thrown).not.toEqual([]);
    expect(thrown.filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('is what docs/errors.md describes, in the same order', () => {
    const page = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8');
    const described = [...page.matchAll(/^\| `(\w+)` *\| (\d{3}) *\|/gm)];
    expect(described.map(([, code, status]) => [code, Number(status)])).toEqual(
      Object.entries(ERROR_CATALOGUE).map(([code, { status }]) => [code, status]),
    );
  });
});
