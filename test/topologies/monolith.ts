import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppProcess } from '../support/app-process.js';
import type { RunningSystem, Topology } from '../support/topology.js';

/** What a topology keeps its data in. */
export interface Storage {
  env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

/**
 * One process.
 *
 * @param open makes fresh storage; embedded databases in the process's folder without it
 */
export function monolith(
  name: string,
  store: Topology['store'],
  open: () => Promise<Storage> = embedded,
): Topology {
  return {
    name,
    store,
    async start(env = {}): Promise<RunningSystem> {
      const folder = await mkdtemp(join(tmpdir(), 'seam-test-'));
      const storage = await open();
      const variables = { TO_DO_STORE: store, ...storage.env, ...env };
      const start = () => AppProcess.start('monolith', folder, variables);
      let app = await start();
      let earlierLogs = '';
      return {
        get authUrl() {
          return app.url;
        },
        get todoUrl() {
          return app.url;
        },
        log: () => earlierLogs + app.log,
        stop: async () => [await app.stop()],
        crash: async () => {
          await app.kill();
          earlierLogs += app.log;
          app = await start();
        },
        dispose: async () => {
          await app.stop();
          await storage.remove();
          await rm(folder, { recursive: true, force: true });
        },
      };
    },
  };
}

async function embedded(): Promise<Storage> {
  return { env: {}, remove: async () => undefined };
}
