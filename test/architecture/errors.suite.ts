import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonErrors, joinErrors } from '#glue/errors';
import { ALL_CONTEXTS, ERROR_TABLES } from '../support/manifests.js';
import { errorsSection } from './docs/errors-section.js';
import { expectMarkdown } from './docs/section.js';
import { ROOT } from './project-copy.js';

const NOT_PRODUCTION = /[.](?:[a-z-]*spec|suite|d)[.]ts$/;
/** Lists of errors that describe routes. */
const LISTS = /@ApiErrors\([^)]*\)|\b[A-Z]+_ERRORS = \[[^\]]*\]/g;

/** The codes of contexts that cannot be asked: libs/seam makes them for each contract. */
const OUTAGES = ALL_CONTEXTS.flatMap(({ name }) => [
  `${name}_unavailable`,
  `${name}_answer_invalid`,
]);

const sources = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !NOT_PRODUCTION.test(file))
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
  )
  .join('\n')
  .replace(LISTS, '');

describe.each(Object.entries(ERROR_TABLES))('the errors of: %s', (_, table) => {
  it('are all thrown', () => {
    const codes = Object.keys(table).filter((code) => !OUTAGES.includes(code));
    expect(codes.filter((code) => !new RegExp(`Errors[.]${code}\\b`).test(sources))).toEqual([]);
  });

  it('say how to authenticate if they are a 401, and only then', () => {
    const wrong = Object.values(table).filter(
      ({ status, challenge }) => (status === 401) !== (challenge !== undefined),
    );
    expect(wrong).toEqual([]);
  });
});

describe('all errors', () => {
  it('have one definition per code', () => {
    expect(joinErrors(Object.values(ERROR_TABLES))).toMatchObject(commonErrors);
  });

  it('are documented in docs/errors.md', () =>
    expectMarkdown('docs/errors.md', 'codes', errorsSection(ERROR_TABLES)));
});
