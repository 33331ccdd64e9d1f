import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

/** How a program ended. */
export interface Ended {
  code: number;
  /** Of both streams: stdout first. */
  output: string;
}

/** The files of a version of this project, with packages: its programs and scripts can run. */
export class Tree {
  constructor(readonly folder: string) {}

  /** Runs a script of package.json; resolves to its stdout. */
  npm(script: string, ...args: string[]): Promise<string> {
    return this.succeed('npm', ['run', '--silent', script, '--', ...args]);
  }

  /** Runs the tests in files whose paths match. */
  jest(...patterns: string[]): Promise<string> {
    return this.succeed('scripts/jest.sh', patterns);
  }

  git(...args: string[]): Promise<string> {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    return this.succeed('git', [...identity, ...args]);
  }

  /** Runs a file with node. */
  node(file: string, ...args: string[]): Promise<string> {
    return this.succeed(process.execPath, [file, ...args]);
  }

  /**
   * Runs a program in the folder, and resolves however it ends.
   *
   * @throws Error if it cannot be started, or was killed
   */
  async run(program: string, args: string[], variables: NodeJS.ProcessEnv = {}): Promise<Ended> {
    try {
      const { stdout, stderr } = await this.execute(program, args, variables);
      return { code: 0, output: `${stdout}${stderr}` };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
      if (typeof code !== 'number') throw error;
      return { code, output: `${stdout}${stderr}` };
    }
  }

  /** @throws Error with the whole output, if it fails */
  protected async succeed(program: string, args: string[]): Promise<string> {
    try {
      return (await this.execute(program, args)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, {
        cause: error,
      });
    }
  }

  private execute(program: string, args: string[], variables: NodeJS.ProcessEnv = {}) {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, TMPDIR: tmpdir(), ...variables };
    return promisify(execFile)(program, args, { cwd: this.folder, env, maxBuffer: 1e8 });
  }
}
