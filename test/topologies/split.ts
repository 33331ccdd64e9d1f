import { AppProcess } from '../support/app-process.js';
import { freePort } from '../support/free-port.js';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { embedded, openFolderFor, type Storage, type Store } from './storage.js';

/** The programs of the two apps: a name is that of an app of this checkout, a path is any bundle. */
export interface Programs {
  auth: string;
  todo: string;
}

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
  /** Stops auth, and starts another program of it, at the same address and on the same data. */
  replaceAuth(program: string): Promise<void>;
  /** The same for todo, at another address. */
  replaceTodo(program: string, meanwhile?: () => Promise<void>): Promise<void>;
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
  programs: Programs = { auth: 'auth', todo: 'todo' },
): SplitTopology {
  return {
    name: `split, ${name}`,
    async start(env = {}): Promise<SplitSystem> {
      const [storage, port] = [await open(), await freePort()];
      const folder = await openFolderFor(storage);
      const variables = {
        AUTH_API_URL: `http://127.0.0.1:${port}`,
        TO_DO_STORE: store,
        ...(env['NODE_ENV'] === 'production' && PRODUCTION_KEYS),
        ...storage.env,
        ...env,
      };
      const current = { ...programs };
      const startAuth = () =>
        AppProcess.start(current.auth, folder.path, { ...variables, PORT: `${port}` });
      const startTodo = () => AppProcess.start(current.todo, folder.path, variables);
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
        replaceAuth: async (program) => {
          await auth.stop();
          logs.auth += auth.log;
          current.auth = program;
          auth = await startAuth();
        },
        replaceTodo: async (program, meanwhile = async () => undefined) => {
          await todo.stop();
          logs.todo += todo.log;
          await meanwhile();
          current.todo = program;
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
