// Builds everything into dist/: the servers by tsc, which are then bundled, and at the same time the
// web page by vite. What an earlier build left goes first: a migration or a test that is gone must
// not live on in dist.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const run = async (script, args, stdout = 'inherit') => {
  const child = spawn(process.execPath, [`${ROOT}node_modules/${script}`, ...args], {
    cwd: ROOT,
    stdio: ['ignore', stdout, 'inherit'],
  });
  const [code] = await once(child, 'close');
  return code ?? 1;
};

// rolldown lists all that it has written there; what it complains of, it says on stderr.
const servers = async () =>
  (await run('typescript/bin/tsc', ['-p', 'tsconfig.build.json'])) ||
  run('rolldown/bin/cli.mjs', ['-c'], 'ignore');

await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
const codes = await Promise.all([
  servers(),
  run('vite/bin/vite.js', ['build', 'apps/web', '--logLevel', 'warn']),
]);
process.exit(Math.max(...codes));
