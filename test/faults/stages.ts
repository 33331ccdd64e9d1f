import { PostgresServer } from '../support/postgres-server.js';
import type { Topology } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';
import type { Stage, Victim } from './kill.suite.js';

/** A topology without a server, all of whose processes are killed at once. */
export async function withoutServer(topology: Topology): Promise<Stage> {
  const system = await topology.start();
  const victims = [
    { name: 'all processes', kill: () => system.crash(), restart: async () => undefined },
  ];
  return { system, victims, canReconcile: false, dispose: () => system.dispose() };
}

/** One process on a separate PostgreSQL. */
export async function monolithOnServer(): Promise<Stage> {
  const server = await PostgresServer.start();
  const system = await monolith('two databases', () => twoDatabases(server.url())).start();
  const app = { name: 'monolith', kill: () => system.crash(), restart: async () => undefined };
  return {
    system,
    victims: [app, postgres(server)],
    canReconcile: true,
    dispose: () => disposeBoth(system, server),
  };
}

/** Two processes on a separate PostgreSQL. */
export async function splitOnServer(): Promise<Stage> {
  const server = await PostgresServer.start();
  const system = await split('two databases', () => twoDatabases(server.url())).start();
  const auth = { name: 'auth', kill: system.killAuth, restart: system.restartAuth };
  const todo = { name: 'todo', kill: system.killTodo, restart: system.restartTodo };
  return {
    system,
    victims: [todo, auth, postgres(server)],
    canReconcile: true,
    dispose: () => disposeBoth(system, server),
  };
}

function postgres(server: PostgresServer): Victim {
  return { name: 'PostgreSQL', kill: () => server.kill(), restart: () => server.restart() };
}

async function disposeBoth(system: { dispose(): Promise<void> }, server: PostgresServer) {
  await system.dispose();
  await server.dispose();
}
