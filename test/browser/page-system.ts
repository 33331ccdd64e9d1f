import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { startReverseProxy } from './reverse-proxy.js';

/** The running product with its page. */
export interface PageSystem extends Pick<RunningSystem, 'authUrl' | 'todoUrl'> {
  /** The address of the page. */
  url: string;
  dispose(): Promise<void>;
}

/** An ended session is refused at once, not within the cache time of a second. */
const ENV = { SESSION_CACHE_MS: '0', SESSION_STALE_IF_ERROR_MS: '0' };

/** One process, which serves the page itself, over plain HTTP on this machine. */
export async function startMonolith(env: NodeJS.ProcessEnv = {}): Promise<PageSystem> {
  const system = await monolith('with its page').start({ ...ENV, ...env });
  const { authUrl, todoUrl } = system;
  return { authUrl, todoUrl, url: authUrl, dispose: () => system.dispose() };
}

/** Two processes behind nginx, which serves the page over TLS. */
export async function startSplit(): Promise<PageSystem> {
  const system = await split('behind a reverse proxy').start(ENV);
  const { authUrl, todoUrl } = system;
  const proxy = await startReverseProxy(authUrl, todoUrl);
  return {
    authUrl,
    todoUrl,
    url: proxy.url,
    dispose: async () => {
      await proxy.stop();
      await system.dispose();
    },
  };
}
