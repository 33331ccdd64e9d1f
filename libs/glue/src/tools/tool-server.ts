import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ServedTool } from './served-tool.js';
import { makeSocketPlace, removeSocketPlace } from './socket-place.js';
import type { FindProvider, Tool } from './tool.js';

/** Other connections are closed at once. */
const MAX_CONNECTIONS = 8;
/** How long a stopping process waits for running tools, and then for their ends. */
const FINISH_MS = 1_000;
const END_MS = 500;

/**
 * Runs the tools of a context for other processes, which cannot open its data: this process has the
 * lock of `path`. They connect to a Unix socket beside it, with mode 0600. A failure to listen is a
 * warning.
 */
export class ToolServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Tools');
  private readonly running = new Set<ServedTool>();
  private readonly server = createServer((socket) => this.serve(socket));
  private socket: string | undefined;

  constructor(
    private readonly path: string,
    private readonly tools: readonly Tool[],
    private readonly find: FindProvider,
  ) {
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  async onApplicationBootstrap(): Promise<void> {
    try {
      this.socket = await makeSocketPlace(this.path);
      await once(this.server.listen(this.socket), 'listening');
      await chmod(this.socket, 0o600);
      this.server.on('error', (error) => this.logger.warn(error.message));
    } catch (error) {
      this.logger.warn(`tools cannot be run beside this process: ${(error as Error).message}`);
    }
  }

  /** Accepts no more, waits for running tools, and ends those that take too long. */
  async onModuleDestroy(): Promise<void> {
    this.server.close();
    await this.ended(FINISH_MS);
    for (const each of this.running) each.stop();
    await this.ended(END_MS);
    if (this.socket) await removeSocketPlace(this.path, this.socket);
  }

  private serve(socket: Socket): void {
    const served = new ServedTool(socket, this.tools, this.find, this.logger);
    this.running.add(served);
    void served.ended.then(() => this.running.delete(served));
  }

  private async ended(limitMs: number): Promise<void> {
    const all = Promise.all([...this.running].map(({ ended }) => ended));
    await Promise.race([all, delay(limitMs, undefined, { ref: false })]);
  }
}
