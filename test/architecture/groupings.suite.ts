import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { type App, groupingsSection } from './docs/groupings-section.js';
import { expectMarkdown } from './docs/section.js';
import { ROOT } from './project-copy.js';

/** The apps, by their main files; one that names no contexts hosts all. */
const APPS = readdirSync(join(ROOT, 'apps')).flatMap((name): App[] => {
  const file = join(ROOT, 'apps', name, 'src/main.ts');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return []; // a page
  }
  const [, hosts] = /hosts: \[([^\]]*)\]/.exec(text) ?? [];
  const named = hosts?.match(/[\w-]+/g) ?? ALL_CONTEXTS.map((context) => context.name);
  return [{ name, hosts: named, port: Number(/port: (\d+)/.exec(text)![1]) }];
});

describe('the groupings', () => {
  it('include an app of all contexts', () => {
    expect(APPS.map(({ hosts }) => hosts.length)).toContain(ALL_CONTEXTS.length);
  });

  it('are what README.md shows', () =>
    expectMarkdown('README.md', 'groupings', groupingsSection(APPS, ALL_CONTEXTS)));
});
