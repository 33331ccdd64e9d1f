import { Fleet } from '../support/fleet.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { openFolderFor, type Storage } from './storage.js';

/** Enough for one process to see what another one did. */
const PROCESSES = 2;

/**
 * Another process may cache an ended session. The suite does not test this;
 * test/scale/sessions.redis-spec.ts does.
 */
const REMEMBER_NOTHING = { SESSION_CACHE_MS: '0' };
/** Otherwise each process is a site of its own, whose passkeys the others refuse. */
const PUBLIC_URL = 'http://localhost:8001';

/** A running system of several processes of each app. */
export interface ScaledSystem extends RunningSystem {
  auth: Fleet;
  /** The same as `auth` if both contexts run in one process. */
  todo: Fleet;
}

/** {@link Topology} of several processes of each app. */
export interface ScaledTopology extends Topology {
  start(env?: NodeJS.ProcessEnv): Promise<ScaledSystem>;
}

/** Several monoliths on the same data, behind a proxy that sends each request to the next one. */
export function monoliths(name: string, open: () => Promise<Storage>): ScaledTopology {
  return scaled(`two monoliths, ${name}`, open, async (folder, env) => {
    const fleet = await Fleet.start('monolith', PROCESSES, folder, env);
    return { auth: fleet, todo: fleet };
  });
}

/**
 * Several processes of auth and of todo, each behind a proxy; todo calls auth through its proxy.
 */
export function authsAndTodos(name: string, open: () => Promise<Storage>): ScaledTopology {
  return scaled(`two auths and two todos, ${name}`, open, async (folder, env) => {
    const auth = await Fleet.start('auth', PROCESSES, folder, env);
    const variables = { ...env, AUTH_API_URL: auth.url };
    const todo = await Fleet.start('todo', PROCESSES, folder, variables).catch(
      async (error: unknown) => {
        await auth.dispose();
        throw error;
      },
    );
    return { auth, todo };
  });
}

type StartFleets = (
  folder: string,
  env: NodeJS.ProcessEnv,
) => Promise<Pick<ScaledSystem, 'auth' | 'todo'>>;

function scaled(
  name: string,
  open: () => Promise<Storage>,
  startFleets: StartFleets,
): ScaledTopology {
  return {
    name,
    async start(env = {}): Promise<ScaledSystem> {
      const storage = await open();
      const folder = await openFolderFor(storage);
      const variables = { ...REMEMBER_NOTHING, PUBLIC_URL, ...storage.env, ...env };
      const { auth, todo } = await startFleets(folder.path, variables);
      const fleets = [...new Set([auth, todo])];
      return {
        auth,
        todo,
        authUrl: auth.url,
        todoUrl: todo.url,
        folder: folder.path,
        env: variables,
        log: () => fleets.map(({ log }) => log).join(''),
        stop: async () => (await Promise.all(fleets.map((fleet) => fleet.stop()))).flat(),
        crash: async () => {
          await Promise.all(fleets.map((fleet) => fleet.kill()));
          for (const fleet of fleets) await fleet.restart();
        },
        dispose: async () => {
          await Promise.all(fleets.map((fleet) => fleet.dispose()));
          await storage.remove();
          await folder.remove();
        },
      };
    },
  };
}
