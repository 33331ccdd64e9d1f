import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, existsSync, readFileSync } from 'node:fs';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILD_FILE } from './builds.mjs';
import { ROOT } from './project.mjs';

const PAGE = 'web';
const DATABASE = 'database';
const PACKAGES = ['package.json', 'package-lock.json'];

const ALL = [
  {
    name: 'servers',
    words: 'the servers',
    seconds: 30,
    sources: {
      paths: [
        ...['apps', 'libs', 'migrations', 'scripts'],
        ...['tsconfig.json', 'tsconfig.build.json', 'rolldown.config.mjs', ...PACKAGES],
      ],
      without: ['apps/web'],
    },
    /** By tsc, for scripts and for `nest start`; then apps and tools are bundled. */
    async make(folder) {
      const info = join(folder, '.tsbuildinfo');
      const into = ['--outDir', folder, '--tsBuildInfoFile', info];
      await run('typescript-7/bin/tsc', ['-p', 'tsconfig.build.json', ...into]);
      await writeFile(join(folder, 'package.json'), packageOfBuild());
      // rolldown lists its output files on stdout, and prints warnings to stderr.
      const options = { stdout: 'ignore', env: { BUILD_FOLDER: folder } };
      await run('rolldown/bin/cli.mjs', ['-c'], options);
    },
    async copy(from, to) {
      const names = await readdir(from);
      const others = [PAGE, DATABASE, BUILD_FILE];
      await Promise.all(
        names.filter((name) => !others.includes(name)).map((name) => copy(from, to, name)),
      );
    },
  },
  {
    name: 'page',
    words: 'the page',
    seconds: 10,
    sources: { paths: ['apps/web', 'libs/client', ...PACKAGES] },
    make: (folder) =>
      run('vite/bin/vite.js', [
        ...['build', 'apps/web', '--logLevel', 'warn'],
        ...['--outDir', join(folder, PAGE), '--emptyOutDir'],
      ]),
    copy: (from, to) => copy(from, to, PAGE),
  },
  {
    name: 'database',
    words: 'an empty database',
    seconds: 10,
    sources: {
      paths: ['scripts/build/empty-database.mjs', 'node_modules/@electric-sql/pglite/package.json'],
    },
    make: (folder) => run('../scripts/build/empty-database.mjs', [join(folder, DATABASE)]),
    copy: (from, to) => copy(from, to, DATABASE),
  },
];

/**
 * The parts of a build. Each is rebuilt only if one of its inputs has changed. A project may have
 * no page.
 */
export const PARTS = ALL.filter(
  ({ name }) => name !== 'page' || existsSync(join(ROOT, 'apps/web')),
);

/**
 * `#glue/errors` and the like resolve to files of the same build, wherever `dist` points meanwhile.
 */
function packageOfBuild() {
  const { type, imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const here = Object.entries(imports).map(([name, { default: path }]) => [
    name,
    path.replace('./dist/', './'),
  ]);
  return JSON.stringify({ type, imports: Object.fromEntries(here) });
}

function copy(from, to, name) {
  const mode = constants.COPYFILE_FICLONE;
  return cp(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true, mode });
}

async function run(script, args, { stdout = 'inherit', env = {} } = {}) {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', stdout, 'inherit'],
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script} ended with ${signal ?? code}`);
}
