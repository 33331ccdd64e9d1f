import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../support/wait-for.js';
import { execForm } from './dockerfile.js';
import type { ImageBuilder } from './image-builder.js';

const READY = /\bready: (?:page|API described|listening) at http:\/\/[^/"\s]+:(\d+)/;
const START_LIMIT_MS = 60_000;

/** The user node of the image. */
const NODE_USER = 1000;

/**
 * An app that runs as in a container: with the files of its image, the environment and the command
 * of the Dockerfile, and, if the tests run as root, as another user who can write to the data
 * folder only.
 */
export class Container {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly healthCheck: string[],
    private readonly options: { env: NodeJS.ProcessEnv; cwd: string },
    private readonly data: string,
  ) {
    const note = (chunk: Buffer) => (this.output += chunk.toString());
    child.stdout!.on('data', note);
    child.stderr!.on('data', note);
  }

  /** Starts an image on a free port and waits until it listens. */
  static async start(
    images: ImageBuilder,
    app: string,
    env: NodeJS.ProcessEnv,
  ): Promise<Container> {
    const data = await mkdtemp(join(tmpdir(), 'data-'));
    const user = process.getuid?.() === 0 ? { uid: NODE_USER, gid: NODE_USER } : {};
    if (user.uid) await chown(data, user.uid, user.gid);
    const variables = Object.entries(images.dockerfile.environmentOf(app));
    const options = {
      cwd: await images.build(app),
      env: {
        ...Object.fromEntries(variables.map(([name, text]) => [name, mount(text, data)])),
        PATH: process.env['PATH'],
        PORT: '0',
        ...env,
      },
      ...user,
    };
    const [program, ...args] = execForm(images.dockerfile.last(app, 'CMD').text);
    const command = join(options.cwd, program!);
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const health = images.dockerfile.last(app, 'HEALTHCHECK').text.replace(/^CMD /, '');
    const container = new Container(child, execForm(health), options, data);
    await waitFor(
      () => READY.test(container.output) || container.hasEnded(),
      START_LIMIT_MS,
      () => `${app} to start:\n${container.output}`,
    );
    if (container.hasEnded()) throw new Error(`${app} did not start:\n${container.output}`);
    return container;
  }

  get port(): string {
    return READY.exec(this.output)![1]!;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs the health check of the image; resolves to its exit code, 0 if it is healthy. */
  async health(): Promise<number> {
    const [program, ...args] = this.healthCheck;
    const options = { ...this.options, env: { ...this.options.env, PORT: this.port } };
    return new Promise((resolve) => {
      execFile(node(program), args, options, (error) => resolve(error ? Number(error.code) : 0));
    });
  }

  /** The first step of `docker stop`; resolves to the exit code. */
  async stop(): Promise<number | null> {
    if (!this.hasEnded()) {
      const closed = once(this.child, 'close');
      this.child.kill('SIGTERM');
      await closed;
    }
    return this.child.exitCode;
  }

  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

/** /data is the volume of the image. */
function mount(value: string, data: string): string {
  return value.replace(/^\/data(?=\/|$)/, data);
}

function node(program: string | undefined): string {
  if (program !== 'node') throw new Error(`the image has no program ${program}`);
  return process.execPath;
}
