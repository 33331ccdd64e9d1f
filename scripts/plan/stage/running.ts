import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from './app.js';

const all = new Set<Running>();

/** Stops the processes of all stages, and removes their files. */
export async function endAll(): Promise<void> {
  await Promise.all([...all].map((each) => each.stop().then(() => each.remove())));
}

/** The processes and the folder of a stage. They end with this process. */
export class Running {
  readonly apps: App[] = [];
  readonly networks: ChildProcess[] = [];

  private constructor(readonly folder: string) {
    all.add(this);
    process.once('exit', this.end);
  }

  static async open(): Promise<Running> {
    return new Running(await mkdtemp(join(tmpdir(), 'plan-')));
  }

  async stop(): Promise<void> {
    await Promise.all(this.apps.map((app) => app.stop()));
    this.networks.forEach((each) => each.kill());
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    process.off('exit', this.end);
    all.delete(this);
  }

  private readonly end = () => {
    this.apps.forEach((app) => app.kill());
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
