import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { CHECKOUT } from './checkout.js';
import { type Ignores, readDockerIgnore } from './docker-ignore.js';
import { Dockerfile } from './dockerfile.js';

/**
 * Builds the Dockerfile as far as files are concerned: a stage becomes a folder with the files of
 * its COPY lines, in which its npm commands have run.
 */
export class ImageBuilder {
  private readonly stages = new Map<string, Promise<string>>();

  private constructor(
    readonly dockerfile: Dockerfile,
    private readonly ignores: Ignores,
    private readonly folder: string,
  ) {}

  static async open(): Promise<ImageBuilder> {
    const folder = await mkdtemp(join(tmpdir(), 'images-'));
    await chmod(folder, 0o755); // for the user who will run the app
    return new ImageBuilder(await Dockerfile.read(), await readDockerIgnore(), folder);
  }

  /** Resolves to the folder of a stage; each is built once. */
  build(name: string): Promise<string> {
    const built = this.stages.get(name) ?? this.make(name);
    this.stages.set(name, built);
    return built;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private async make(name: string): Promise<string> {
    const stage = join(this.folder, name);
    await mkdir(stage);
    for (const { from, sources, target } of this.dockerfile.copiesOf(name)) {
      const origin = from === undefined ? CHECKOUT : await this.build(from);
      for (const source of sources) {
        const destination = join(stage, target === '.' ? source : target);
        if (from === undefined) await this.copyFromCheckout(source, destination);
        // A link is enough for thousands of files that are the same in all images.
        else if (source === 'node_modules') await symlink(join(origin, source), destination, 'dir');
        else await cp(join(origin, source), destination, { recursive: true });
      }
    }
    for (const { text } of this.dockerfile.instructionsOf(name, 'RUN')) {
      if (text.startsWith('npm ')) await run(text, stage);
    }
    return stage;
  }

  private copyFromCheckout(source: string, destination: string): Promise<void> {
    return cp(join(CHECKOUT, source), destination, {
      recursive: true,
      filter: (path) => !this.ignores(relative(CHECKOUT, path)),
    });
  }
}

async function run(command: string, folder: string): Promise<void> {
  const child = spawn(command, {
    cwd: folder,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, npm_config_prefer_offline: 'true', npm_config_audit: 'false' },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output}`);
}
