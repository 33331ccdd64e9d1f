import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import * as fc from 'fast-check';
import { authContract } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { openKeys } from '#glue/keys';
import { type Contract, kernelOf } from '#seam';
import { inputsOf } from '../../libs/seam/src/testing/inputs-of.suite.js';
import { seed } from '../../libs/seam/src/testing/seed.suite.js';
import { snapshotOf } from '../../scripts/contracts/snapshot.js';
import { stockContract } from '../demo/stock.contract.js';

const PEER = join(import.meta.dirname, 'peer.py');
type Client = Record<string, (input: unknown) => Promise<unknown>>;

/** Starts the peer, which gets the snapshot and a port, and nothing else. */
async function startPeer(contract: Contract, folder: string) {
  const file = join(folder, `${contract.name}.json`);
  await writeFile(file, JSON.stringify(snapshotOf(contract)));
  const peer = spawn('python3', [PEER, file, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(peer.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${String(port).trim()}`,
    stop: async () => {
      peer.kill();
      await once(peer, 'close');
    },
  };
}

/** The generated client, as a process gets it that calls the context over HTTP. */
async function openClient(contract: Contract, url: string, dataDir: string) {
  const CLIENT = Symbol('client');
  const kernel = kernelOf(contract, CLIENT, { heading: 'A peer in Python' });
  const placement = { place: 'remote', exposedTo: [], isAsked: true } as const;
  const name = contract.name.toUpperCase();
  const env = { [`${name}_API_URL`]: url, [`${name}_CALL_BUDGET_MS`]: '10000', DATA_DIR: dataDir };
  const config = readServerConfig({ port: 0 }, kernel.variables(placement), env);
  const keys = await openKeys(config, { signing: ['todo'], known: [] });
  const binding = await kernel.module(placement, config, { callers: ['todo'], keys });
  class CallerModule {}
  const module = { module: CallerModule, imports: [HealthModule, binding] };
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  return { client: app.get<Client>(CLIENT), close: () => app.close() };
}

describe.each<[string, Contract]>([
  ['stock', stockContract],
  ['auth', authContract],
])('a provider in Python, made from the snapshot of %s alone', (_, contract) => {
  let folder: string;
  let peer: Awaited<ReturnType<typeof startPeer>>;
  let caller: Awaited<ReturnType<typeof openClient>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'peer-'));
    peer = await startPeer(contract, folder);
    caller = await openClient(contract, peer.url, folder);
  });
  afterAll(async () => {
    await caller.close();
    await peer.stop();
    await rm(folder, { recursive: true });
  });

  // The call that serves events is that of the wire, not of a snapshot.
  const calls = Object.values(contract.calls).filter(({ name }) => name !== 'events');
  it.each(calls)('answers $kind $name, then its codes', async (call) => {
    const inputs = fc.sample(inputsOf(call.input), { numRuns: 5, ...seed() });
    for (const input of inputs) {
      const output = await caller.client[call.name]!(input);
      expect(call.output.safeParse(output)).toMatchObject({ success: true });
      for (const code of [...call.errors].sort()) {
        const { status } = contract.errors[code]!;
        await expect(caller.client[call.name]!(input)).rejects.toMatchObject({ code, status });
      }
    }
  });
});
