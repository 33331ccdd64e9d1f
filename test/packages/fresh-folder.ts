import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../architecture/project-copy.js';
import { ServerProcess } from '../support/server-process.js';

const run = promisify(execFile);
const PACKAGES = join(ROOT, 'dist', 'packages');

/**
 * Makes the packages. Returns the tarball of each, by its name without scope.
 *
 * @param folder is emptied; tests that run at the same time need one each
 */
export async function pack(folder = PACKAGES): Promise<ReadonlyMap<string, string>> {
  await run('npm', ['run', '--silent', 'pack', '--', folder], { cwd: ROOT });
  const tarballs = (await readdir(folder)).map((name) => join(folder, name));
  const named = tarballs.map(
    async (path) => [(await manifestIn(path)).name.split('/')[1]!, path] as const,
  );
  return new Map(await Promise.all(named));
}

/** The files of a tarball, below its folder. */
export async function filesOf(tarball: string): Promise<string[]> {
  const { stdout } = await run('tar', ['-tzf', tarball]);
  return stdout
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
}

interface Manifest {
  name: string;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

/** The package.json of a tarball. */
export async function manifestIn(tarball: string): Promise<Manifest> {
  const { stdout } = await run('tar', ['-xOzf', tarball, 'package/package.json']);
  return JSON.parse(stdout) as Manifest;
}

/** A folder outside of the project, as a user of the packages has. */
export class FreshFolder {
  private readonly servers: ServerProcess[] = [];

  private constructor(readonly path: string) {}

  static async make(): Promise<FreshFolder> {
    const folder = new FreshFolder(await mkdtemp(join(tmpdir(), 'fresh-')));
    await folder.npm('init', '--yes');
    await folder.npm('pkg', 'set', 'type=module');
    return folder;
  }

  /** @throws Error with what npm has printed */
  npm(...args: string[]): Promise<unknown> {
    return this.run('npm', args);
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.path, path)), { recursive: true });
      await writeFile(join(this.path, path), text);
    }
  }

  /** @returns what it prints. @throws Error with all that it has printed */
  async run(program: string, args: string[]): Promise<string> {
    try {
      return (await run(program, args, { cwd: this.path })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
    }
  }

  /** Starts a program of Node that serves until the folder is removed. */
  serve(program: string, env: NodeJS.ProcessEnv): ServerProcess {
    const user = { cwd: this.path, env: { ...process.env, ...env } };
    const server = ServerProcess.start(process.execPath, [program], user);
    this.servers.push(server);
    return server;
  }

  async remove(): Promise<void> {
    for (const server of this.servers) await server.end('SIGKILL');
    await rm(this.path, { recursive: true, force: true });
  }
}
