import { AppProcess } from '../support/app-process.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { embedded, openFolderFor, type Storage, type Store } from './storage.js';

/** One process; `open` creates its storage. */
export function monolith(
  name: string,
  open: () => Promise<Storage> = embedded,
  store: Store = 'postgres',
): Topology {
  return {
    name: `monolith, ${name}`,
    async start(env = {}): Promise<RunningSystem> {
      const storage = await open();
      const folder = await openFolderFor(storage);
      const variables = { TO_DO_STORE: store, ...storage.env, ...env };
      const start = () => AppProcess.start('monolith', folder.path, variables);
      let app = await start();
      let earlierLogs = '';
      return {
        get authUrl() {
          return app.url;
        },
        get todoUrl() {
          return app.url;
        },
        folder: folder.path,
        env: variables,
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
          await folder.remove();
        },
      };
    },
  };
}
