import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from './app.js';

/** The processes and the folder of a stage. They end with this process, however it ends. */
export class Running {
  readonly apps: App[] = [];
  readonly networks: ChildProcess[] = [];

  private constructor(readonly folder: string) {
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
  }

  private readonly end = () => {
    this.apps.forEach((app) => app.kill());
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
