import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { readServerConfig } from '#glue/config';
import { defineErrors } from '#glue/errors';
import { openKeys } from '#glue/keys';
import { type ClientOf, defineContract, kernelOf, query, type ServiceOf } from '#seam';

const row = z.object({ id: z.int(), title: z.string() });
const stubContract = defineContract('stub', {
  errors: defineErrors({}),
  calls: { row: query({ input: z.int(), output: row }) },
});
const CLIENT = Symbol('client of the stub');
const ROW = { id: 7, title: 'seven' };

/** A call without any work. */
class StubService implements ServiceOf<typeof stubContract> {
  async row(): Promise<z.output<typeof row>> {
    return ROW;
  }
}

@Module({ providers: [StubService], exports: [StubService] })
class StubModule {}

/** A provider that does nothing, and the client of its contract in this process, as apps bind it. */
export async function openStub() {
  const kernel = kernelOf(stubContract, CLIENT, { heading: 'A stub' });
  const placement = { place: 'embedded', exposedTo: [], isAsked: true } as const;
  const local = { module: { module: StubModule }, client: StubService };
  const config = readServerConfig({ port: 0 }, [], {});
  const keys = await openKeys(config, { signing: [], known: [] });
  const module = await kernel.module(placement, config, { callers: ['bench'], keys, local });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  return {
    client: app.get<ClientOf<typeof stubContract>>(CLIENT),
    service: app.get(StubService, { strict: false }),
    close: () => app.close(),
  };
}
