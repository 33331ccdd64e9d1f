import { appendFile, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this project. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SOURCES = ['apps', 'bench', 'libs', 'migrations', 'scripts', 'test'];
const SETTINGS = ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs', 'eslint.config.mjs'];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage', '.data']);

/**
 * A copy of the sources in a temporary folder, for planted violations: a killed test leaves nothing
 * behind in the project itself.
 */
export class ProjectCopy {
  private constructor(readonly folder: string) {}

  static async make(): Promise<ProjectCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'architecture-'));
    for (const name of [...SOURCES, ...SETTINGS]) {
      await cp(join(ROOT, name), join(folder, name), {
        recursive: true,
        filter: (path) => !NOT_SOURCES.has(basename(path)),
      });
    }
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    return new ProjectCopy(folder);
  }

  /** Appends code to a file, and creates the file if necessary. */
  async plant(file: string, code: string): Promise<void> {
    const path = join(this.folder, file);
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, `${code}\n`);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
