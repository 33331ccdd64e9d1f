import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { readServerConfig } from '#glue/config';
import type { Placement } from '#glue/kernel';
import { defineErrors } from '#glue/errors';
import { HealthModule } from '#glue/health';
import { keyVariables, openKeys } from '#glue/keys';
import { createServer } from '#glue/server';
import {
  type ClientOf,
  contractController,
  defineContract,
  kernelOf,
  query,
  type ServiceOf,
} from '#seam';
import type { Call, CallerKeys, Library } from '../peers/calls/library.js';
import { input, list, output } from '../peers/calls/work.js';

const listsContract = defineContract('lists', {
  errors: defineErrors({}),
  calls: {
    list: query({ input, output }),
    batched: query({ input, output, batch: 100 }),
  },
});
const CLIENT = Symbol('client of the lists');
const kernel = kernelOf(listsContract, CLIENT, { heading: 'Lists' });
type Client = ClientOf<typeof listsContract>;

class ListsService implements ServiceOf<typeof listsContract> {
  list = list;
  batched = list;
}

@Module({ providers: [ListsService], exports: [ListsService] })
class ListsModule {}

/** Binds the client as apps do, by variables. */
async function bind(placement: Placement, env: Record<string, string>) {
  const isRemote = placement.place === 'remote';
  const needs = { signing: isRemote ? ['bench'] : [], known: [...placement.exposedTo] };
  const parts = [keyVariables(['bench'], needs), ...kernel.variables(placement)];
  const config = readServerConfig({ port: 0 }, parts, env);
  const keys = await openKeys(config, needs);
  const local = { module: { module: ListsModule }, client: ListsService };
  return {
    config,
    module: await kernel.module(placement, config, { callers: ['bench'], keys, local }),
  };
}

async function openClient(placement: Placement, env: Record<string, string>): Promise<Client> {
  const { module } = await bind(placement, env);
  class CallerModule {}
  const app = { module: CallerModule, imports: [HealthModule, module] };
  const context = await NestFactory.createApplicationContext(app, { logger: false });
  return context.get<Client>(CLIENT);
}

async function serve({ publicKey }: CallerKeys): Promise<number> {
  const placement = { place: 'hosted', exposedTo: ['bench'], isAsked: false } as const;
  const { config, module } = await bind(placement, { BENCH_PUBLIC_KEYS: publicKey });
  class ProviderModule {}
  const controllers = [contractController(listsContract, ListsService)];
  const root = { module: ProviderModule, imports: [ListsModule, module], controllers };
  const app = await createServer('lists', root, config, pino({ level: 'silent' }));
  await app.listen(0, '127.0.0.1');
  return Number(new URL(await app.getUrl()).port);
}

function library(name: string, callOf: (client: Client) => Call): Library {
  return {
    name,
    serve,
    async connect(port, { privateKey }) {
      const env = { LISTS_API_URL: `http://127.0.0.1:${port}`, BENCH_KEY: privateKey };
      return callOf(await openClient({ place: 'remote', exposedTo: [], isAsked: true }, env));
    },
  };
}

export const own: Library = {
  ...library('here', (client) => (user) => client.list({ user })),
  async local() {
    const client = await openClient({ place: 'hosted', exposedTo: [], isAsked: true }, {});
    return (user) => client.list({ user });
  },
};

export const ownBatched = library('here, batched', (client) => (user) => client.batched({ user }));
