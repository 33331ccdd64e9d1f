import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { WholeCopy } from './whole-copy.js';

const LIMIT_MS = 300_000;
/** A block of code, whose first line is its path. */
const BLOCK = /```ts\n\/\/ (\S+)\n([\s\S]*?)```/g;

it(
  'compiles the code of docs/references.md',
  async () => {
    const page = await readFile(join(ROOT, 'docs/references.md'), 'utf8');
    const blocks = [...page.matchAll(BLOCK)].map(([, path, code]) => [path!, code!] as const);
    expect(blocks).toHaveLength(page.match(/```ts/g)!.length);
    const copy = await WholeCopy.make();
    try {
      const index = { 'libs/crm-kernel/src/index.ts': "export * from './customers.js';" };
      await copy.plant({ ...Object.fromEntries(blocks), ...index });
      await copy.npm('typecheck');
    } finally {
      await copy.dispose();
    }
  },
  LIMIT_MS,
);
