import { constants, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { Tree } from './tree.js';

const NOT_COPIED = /^(?:node_modules|dist|\.dist-.*|\.git|\.data|coverage|results|screenshots)$/;
const PACKAGES = 'node_modules';
const LOCK = 'package-lock.json';

/** A copy of the whole project, to build and to check, with this project's packages. */
export class WholeCopy extends Tree {
  static async make(): Promise<WholeCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'copy-'));
    await cp(ROOT, folder, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !NOT_COPIED.test(basename(path)),
    });
    await linkPackages(folder);
    return new WholeCopy(folder);
  }

  /**
   * The files of a commit, with packages of its own if it needs others than this project. A git
   * worktree would remain registered in the repository if a test is killed.
   *
   * @throws Error if the repository has no such commit
   */
  static async at(repository: string, ref: string): Promise<WholeCopy> {
    const source = new Tree(repository);
    const name = ['--verify', '--end-of-options', `${ref}^{commit}`];
    const { code, output: commit } = await source.run('git', ['rev-parse', ...name]);
    if (code !== 0) throw new Error(`git has no version ${ref}: ${commit.trim()}`);
    const copy = new WholeCopy(await mkdtemp(join(tmpdir(), 'copy-')));
    const archive = join(copy.folder, 'archive.tar');
    await source.git('archive', '--output', archive, commit.trim());
    await copy.succeed('tar', ['-xf', archive]);
    await rm(archive);
    await rm(join(copy.folder, PACKAGES), { force: true });
    const [own, ours] = await Promise.all(
      [copy.folder, ROOT].map((folder) => readFile(join(folder, LOCK), 'utf8')),
    );
    if (own === ours) await linkPackages(copy.folder);
    else await copy.succeed('npm', ['ci', '--no-audit', '--no-fund']);
    return copy;
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

  /** Commits all files, to a repository of the copy. */
  async commitAll(): Promise<void> {
    await this.git('init', '--quiet');
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', 'before');
  }

  /** ESLint on the files that git has and that differ from a commit. The others pass in this project. */
  async lintSince(commit: string): Promise<void> {
    const code = (await this.filesSince(commit)).filter((file) => /\.(?:m?js|tsx?)$/.test(file));
    await this.node('node_modules/eslint/bin/eslint.js', '--no-warn-ignored', ...code);
  }

  /** Prettier on the same files. The others pass in this project. */
  async checkFormatSince(commit: string): Promise<void> {
    const files = await this.filesSince(commit);
    const prettier = 'node_modules/prettier/bin/prettier.cjs';
    await this.node(prettier, '--check', '--ignore-unknown', ...files);
  }

  private async filesSince(commit: string): Promise<string[]> {
    const list = ['diff', '--name-only', '--diff-filter=d', commit];
    return (await this.git(...list)).trim().split('\n');
  }

  /** Builds it; what is equal in this project's last build is taken from there. */
  async build(): Promise<void> {
    if (!existsSync(join(this.folder, 'dist'))) {
      const last = await realpath(join(ROOT, 'dist'));
      const options = {
        recursive: true,
        preserveTimestamps: true,
        mode: constants.COPYFILE_FICLONE,
      };
      await cp(last, join(this.folder, basename(last)), options);
      await symlink(basename(last), join(this.folder, 'dist'));
    }
    await this.npm('build');
  }

  /** The built program of an app. */
  app(name: string): string {
    return join(this.folder, `dist/apps/${name}/bundle/main.js`);
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function linkPackages(folder: string): Promise<void> {
  return symlink(join(ROOT, PACKAGES), join(folder, PACKAGES), 'dir');
}
