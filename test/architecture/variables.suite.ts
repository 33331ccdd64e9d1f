import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '#glue/config';
import { VARIABLES } from '../support/manifests.js';
import { expectMarkdown, expectText } from './docs/section.js';
import { variablesFile, variablesOf, variablesSection } from './docs/variables-section.js';
import { ROOT } from './project-copy.js';

/** The variables that the code reads, and their documentation. */
describe('the variables of the environment', () => {
  const parts = Object.values(VARIABLES).flat();
  const all = variablesOf(parts);

  it('are read by one part each', () => {
    const names = all.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('are documented in docs/configuration.md', () =>
    expectMarkdown('docs/configuration.md', 'variables', variablesSection(VARIABLES)));

  it('are listed in .env.example', () =>
    expectText('.env.example', 'variables', variablesFile(VARIABLES)));

  it('have no value in .env.example: an unchanged copy changes nothing', async () => {
    const text = await readFile(join(ROOT, '.env.example'), 'utf8');
    expect(text.match(/^[A-Z_]+=/gm)).toBeNull();
  });

  it('document the requirements of production, and only these', () => {
    const start = () => readConfig(parts, { NODE_ENV: 'production' });
    const wanted = all.filter(({ name }) => thrownBy(start).includes(`${name}:`));
    const said = all.filter(({ description }) => description.includes('Required in production.'));
    expect(said).toEqual(wanted);
    expect(said).not.toEqual([]);
  });
});

function thrownBy(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
