import { AppProcess } from '../support/app-process.js';
import { freePort } from '../support/free-port.js';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { openFolder } from './folder.js';
import { embedded, type Storage, type Store } from './storage.js';

/** Two processes, which can be killed one by one. */
export interface SplitSystem extends RunningSystem {
  /** Kills auth. */
  killAuth(): Promise<void>;
  /** Starts auth again, at the same address and on the same data. */
  restartAuth(): Promise<void>;
  authLog(): string;
  todoLog(): string;
  stopTodo(): Promise<number | null>;
  /** Kills todo. */
  killTodo(): Promise<void>;
  /** Starts todo again, on the same data, at another address. */
  restartTodo(): Promise<void>;
}

/** {@link Topology} of two processes. */
export interface SplitTopology extends Topology {
  start(env?: NodeJS.ProcessEnv): Promise<SplitSystem>;
}

/** auth and todo as two processes that communicate over HTTP; `open` creates their storage. */
export function split(
  name: string,
  open: () => Promise<Storage> = embedded,
  store: Store = 'postgres',
): SplitTopology {
  return {
    name: `split, ${name}`,
    async start(env = {}): Promise<SplitSystem> {
      const [folder, storage, port] = [await openFolder(), await open(), await freePort()];
      const variables = {
        AUTH_API_URL: `http://127.0.0.1:${port}`,
        TO_DO_STORE: store,
        ...(env['NODE_ENV'] === 'production' && PRODUCTION_KEYS),
        ...storage.env,
        ...env,
      };
      const startAuth = () =>
        AppProcess.start('auth', folder.path, { ...variables, PORT: `${port}` });
      const startTodo = () => AppProcess.start('todo', folder.path, variables);
      let [auth, todo] = [await startAuth(), await startTodo()];
      const logs = { auth: '', todo: '' };
      const authLog = () => logs.auth + auth.log;
      const todoLog = () => logs.todo + todo.log;
      const killAuth = async () => {
        await auth.kill();
        logs.auth += auth.log;
      };
      const killTodo = async () => {
        await todo.kill();
        logs.todo += todo.log;
      };
      return {
        get authUrl() {
          return auth.url;
        },
        get todoUrl() {
          return todo.url;
        },
        folder: folder.path,
        env: variables,
        authLog,
        todoLog,
        log: () => authLog() + todoLog(),
        killAuth,
        restartAuth: async () => {
          auth = await startAuth();
        },
        stop: async () => Promise.all([auth.stop(), todo.stop()]),
        stopTodo: () => todo.stop(),
        killTodo,
        restartTodo: async () => {
          todo = await startTodo();
        },
        crash: async () => {
          await Promise.all([killAuth(), killTodo()]);
          [auth, todo] = [await startAuth(), await startTodo()];
        },
        dispose: async () => {
          await Promise.all([auth.stop(), todo.stop()]);
          await storage.remove();
          await folder.remove();
        },
      };
    },
  };
}
