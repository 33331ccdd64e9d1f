import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 300_000;
const INDEX = `export * from './stock.contract.js';\nexport * from './stock.kernel.js';`;
/** A block of code, whose first line is its path. */
const BLOCK = /```ts\n\/\/ (\S+)\n([\s\S]*?)```/g;

it(
  'compiles the code of docs/contracts.md, and its test passes',
  async () => {
    const page = await readFile(join(ROOT, 'docs/contracts.md'), 'utf8');
    const blocks = [...page.matchAll(BLOCK)].map(([, path, code]) => [path!, code!] as const);
    expect(blocks).toHaveLength(page.match(/```ts/g)!.length);
    const database = await readFile(join(ROOT, 'test/demo/stock.database.ts'), 'utf8');
    const copy = await WholeCopy.make();
    try {
      await copy.plant({
        ...Object.fromEntries(blocks),
        'libs/stock/src/stock.database.ts': database,
        'libs/stock-kernel/src/index.ts': INDEX,
      });
      await copy.npm('typecheck');
      await copy.jest('libs/stock/');
    } finally {
      await copy.dispose();
    }
  },
  LIMIT_MS,
);
