import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../architecture/project-copy.js';

const NOT_COPIED = /^(?:node_modules|dist|\.dist-.*|\.git|\.data|coverage|results|screenshots)$/;

/** A copy of the whole project, to build and to check, with this project's packages. */
export class WholeCopy {
  private constructor(readonly folder: string) {}

  static async make(): Promise<WholeCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'copy-'));
    await cp(ROOT, folder, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !NOT_COPIED.test(basename(path)),
    });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    return new WholeCopy(folder);
  }

  async plant(files: Record<string, string>): Promise<void> {
    for (const [file, code] of Object.entries(files)) {
      const path = join(this.folder, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `${code.trim()}\n`);
    }
    await this.node('node_modules/prettier/bin/prettier.cjs', '--write', ...Object.keys(files));
  }

  async remove(...paths: string[]): Promise<void> {
    for (const path of paths) await rm(join(this.folder, path), { recursive: true });
  }

  async edit(file: string, change: (text: string) => string): Promise<void> {
    const path = join(this.folder, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  }

  /** Inserts code before the first match. */
  async insert(file: string, before: RegExp, code: string): Promise<void> {
    await this.edit(file, (text) => {
      if (!before.test(text)) throw new Error(`${file} has no ${String(before)}`);
      return text.replace(before, (match) => `\n${code.trimEnd()}${match}`);
    });
  }

  /** The built program of an app. */
  app(name: string): string {
    return join(this.folder, `dist/apps/${name}/bundle/main.js`);
  }

  /** Runs a script of package.json. */
  npm(script: string, ...args: string[]): Promise<string> {
    return this.run('npm', ['run', '--silent', script, '--', ...args]);
  }

  /** Runs the tests in files whose paths match. */
  jest(...patterns: string[]): Promise<string> {
    return this.run('scripts/jest.sh', patterns);
  }

  git(...args: string[]): Promise<string> {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    return this.run('git', [...identity, ...args]);
  }

  /** Runs a file with node. */
  node(file: string, ...args: string[]): Promise<string> {
    return this.run(process.execPath, [file, ...args]);
  }

  /** @throws Error with the whole output, if it fails */
  private async run(program: string, args: string[]): Promise<string> {
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: tmpdir() };
    try {
      const options = { cwd: this.folder, env, maxBuffer: 1e8 };
      return (await promisify(execFile)(program, args, options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, {
        cause: error,
      });
    }
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
