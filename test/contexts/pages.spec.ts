import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 300_000;
/** A block of code, whose first line is its path. */
const BLOCK = /```ts\n\/\/ (\S+)\n([\s\S]*?)```/g;

/** The files that a page shows, by path. Each block of the page is a file. */
async function filesOf(page: string): Promise<Record<string, string>> {
  const text = await readFile(join(ROOT, 'docs', page), 'utf8');
  const blocks = [...text.matchAll(BLOCK)].map(([, path, code]) => [path!, code!] as const);
  expect(blocks).toHaveLength(text.match(/```ts/g)!.length);
  return Object.fromEntries(blocks);
}

describe('the code of docs/contracts.md and docs/references.md', () => {
  let copy: WholeCopy;
  beforeAll(async () => {
    copy = await WholeCopy.make();
    const database = await readFile(join(ROOT, 'test/demo/stock.database.ts'), 'utf8');
    await copy.plant({
      ...(await filesOf('contracts.md')),
      'libs/stock/src/stock.database.ts': database,
      'libs/stock-kernel/src/index.ts': `export * from './stock.contract.js';\nexport * from './stock.kernel.js';`,
      ...(await filesOf('references.md')),
      'libs/crm-kernel/src/index.ts': "export * from './customers.js';",
    });
  }, LIMIT_MS);
  afterAll(() => copy.dispose(), LIMIT_MS);

  it('compiles', () => copy.npm('typecheck'), LIMIT_MS);

  it('passes its test', () => copy.jest('libs/stock/'), LIMIT_MS);
});
