// Bundles a TypeScript program into one folder: node bundle.mjs <entry.ts> <folder>. For tests that
// start a process many times. The project's own bundles are made of its build instead.
import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';
import { rolldown } from 'rolldown';
import config from '../../jest.config.mjs';
import apps from '../../rolldown.config.mjs';
import { withoutOptional } from '../../scripts/build/without-optional.mjs';

const [entry, folder] = process.argv.slice(2);
const [, { jsc }] = Object.values(config.transform)[0];
const { external, output } = apps[0];

const typescript = {
  name: 'typescript',
  load: {
    filter: { id: { include: /\.ts$/ } },
    handler: (id) => ({
      code: transformSync(readFileSync(id, 'utf8'), { jsc, filename: id }).code,
      moduleType: 'js',
    }),
  },
};

const build = await rolldown({
  input: { main: entry },
  platform: 'node',
  external,
  plugins: [withoutOptional, typescript],
  logLevel: 'warn',
  resolve: {
    conditionNames: ['source', 'node', 'default'],
    extensionAlias: { '.js': ['.ts', '.js'] },
  },
});
const { codeSplitting } = output;
await build.write({
  dir: folder,
  format: 'esm',
  keepNames: true,
  strictExecutionOrder: true,
  codeSplitting,
});
await build.close();
