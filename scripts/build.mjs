// Builds everything into dist/: the servers by tsc, the web page by vite, at the same time. What an
// earlier build left goes first: a migration or a test that is gone must not live on in dist.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const run = async (tool, ...args) => {
  const command = [fileURLToPath(new URL(`../node_modules/${tool}`, import.meta.url)), ...args];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'close');
  return code ?? 1;
};

await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
const codes = await Promise.all([
  run('typescript/bin/tsc', '-p', 'tsconfig.build.json'),
  run('vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn'),
]);
process.exit(Math.max(...codes));
