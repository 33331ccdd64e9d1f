import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const TOOLS = [
  'rolldown.config.mjs',
  'scripts/build.mjs',
  'scripts/build',
  'scripts/check-node.cjs',
];
const BUNDLED_SCRIPTS = ['contracts/main', 'migrate', 'move/main', 'tool'];
const ROOMS = ['libs/glue/src/build', 'libs/glue/src/lock'];

/** Prints a word; reads its page and imports more code on any input. */
const APP = `import { readFileSync } from 'node:fs';
import { inBuild, keepBuild } from '#glue/build';
keepBuild();
console.log('first');
process.stdin.once('data', async () => {
  const { word } = await import('./later.js');
  console.log(word, readFileSync(inBuild('web')! + '/index.html', 'utf8').trim());
  process.exit();
});
`;

/**
 * A project that is built by the scripts and tools of this one, within seconds: its app is a few
 * lines, its page a word, and its empty database one file.
 */
export class TinyProject {
  private readonly children = new Set<ChildProcess>();

  private constructor(readonly folder: string) {}

  static async make(): Promise<TinyProject> {
    const project = await TinyProject.inNewFolder();
    for (const path of [...SETTINGS, ...TOOLS, ...ROOMS]) {
      const filter = (source: string) => !source.endsWith('.spec.ts');
      await cp(join(ROOT, path), join(project.folder, path), { recursive: true, filter });
    }
    await cp(join(ROOT, 'apps/web/vite.config.mjs'), project.path('apps/web/vite.config.mjs'));
    await symlink(join(ROOT, 'node_modules'), project.path('node_modules'), 'dir');
    await project.write('migrations/index.ts', 'export const migrations = [];\n');
    await project.write('apps/tiny/src/main.ts', APP);
    await project.write('apps/tiny/src/later.ts', "export const word = 'later';\n");
    for (const name of BUNDLED_SCRIPTS) {
      await project.write(`scripts/${name}.ts`, `console.log('${name}');\n`);
    }
    await project.write('apps/web/index.html', 'the page\n');
    await project.placeDatabase();
    return project;
  }

  private static async inNewFolder(): Promise<TinyProject> {
    return new TinyProject(await realpath(await mkdtemp(join(tmpdir(), 'build-'))));
  }

  /** Another project, in the current state of this one. */
  async copy(): Promise<TinyProject> {
    const project = await TinyProject.inNewFolder();
    await cp(this.folder, project.folder, { recursive: true, verbatimSymlinks: true });
    return project;
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), text);
  }

  read(path: string): Promise<string> {
    return readFile(this.path(path), 'utf8');
  }

  /** Folders of builds, finished or not. */
  async builds(): Promise<string[]> {
    const names = await readdir(this.folder);
    return names.filter((name) => name.startsWith('.dist-') && name !== '.dist-lock');
  }

  /** Starts a build in a separate process group. */
  startBuild(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
    return this.start(['scripts/build.mjs', ...args]);
  }

  async build(...args: string[]): Promise<Ended> {
    return this.startBuild(...args).ended;
  }

  /** Starts the app that was built last, and waits for its first word. */
  async startApp(): Promise<{ tell(): Promise<string> }> {
    const { child, ended } = this.start(['dist/apps/tiny/bundle/main.js']);
    await once(child.stdout, 'data');
    return {
      tell: async () => {
        child.stdin.write('now\n');
        return (await ended).stdout;
      },
    };
  }

  async remove(): Promise<void> {
    for (const child of this.children) child.kill('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  private start(args: string[]) {
    const child = spawn(process.execPath, args, {
      cwd: this.folder,
      env: { PATH: process.env['PATH'] },
      stdio: 'pipe',
      detached: true,
    });
    this.children.add(child);
    const said: Ended = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    const ended = once(child, 'close').then(([code]) => {
      this.children.delete(child);
      return { ...said, code: code as number | null };
    });
    return { child, ended };
  }

  /** Initialising one is slow, and every build of the real project does it. */
  private async placeDatabase(): Promise<void> {
    const { stamps } = JSON.parse(await readFile(join(ROOT, 'dist/build.json'), 'utf8')) as {
      stamps: { database: string };
    };
    const note = { stamps: { database: stamps.database }, compiled: '' };
    await this.write('.dist-seed/build.json', JSON.stringify(note));
    await this.write('.dist-seed/database/PG_VERSION', '18\n');
    await symlink('.dist-seed', this.path('dist'));
    if (!existsSync(this.path('dist/database'))) throw new Error('the database is not in place');
  }
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}
