import { PostgresServer } from '../support/postgres-server.js';
import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';
import { describeSilence } from './silence.suite.js';

/** Longer than a statement waits for a response, and then a request for a connection. */
const SILENCE_MS = 26_000;

describeSilence('a PostgreSQL that is stopped', SILENCE_MS, async () => {
  const server = await PostgresServer.start();
  const system = await split('two databases', () => twoDatabases(server.url())).start();
  return {
    system,
    silence: () => server.freeze(),
    speak: () => server.thaw(),
    dispose: async () => {
      await server.thaw();
      await system.dispose();
      await server.dispose();
    },
  };
});
