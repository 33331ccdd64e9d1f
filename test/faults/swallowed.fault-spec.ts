import { PostgresProxy } from '../support/postgres-proxy.js';
import { monolith } from '../topologies/monolith.js';
import { throughProxy, twoDatabases } from '../topologies/storage.js';
import { describeSilence } from './silence.suite.js';

/** New connections then work; existing ones stay dead, without an error. */
const SILENCE_MS = 3_000;

describeSilence('a network that drops packets', SILENCE_MS, async () => {
  const proxy = await PostgresProxy.open(process.env['TEST_DATABASE_URL']!);
  const system = await monolith('two databases', throughProxy(proxy, twoDatabases)).start();
  return {
    system,
    silence: async () => proxy.swallow(),
    speak: async () => proxy.heal(),
    dispose: async () => {
      await system.dispose();
      await proxy.close();
    },
  };
});
