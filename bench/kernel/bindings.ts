import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { authContext } from '#auth';
import { authKernel } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';

class BenchModule {}

/** A context that exports `AUTH_CLIENT`, bound like in the apps, by the environment. */
export async function openBinding(binding: string): Promise<INestApplicationContext> {
  const place = authKernel.places[binding === 'http' ? 'remote' : 'embedded'];
  const parts = binding === 'http' ? [] : [authContext.variables];
  const config = readServerConfig({ port: 0 }, [...place.variables, ...parts]);
  const local = {
    module: authContext.module(config, []),
    client: authContext.answers!.client,
  };
  const kernel = await place.module(config, { service: 'bench', local });
  const imports = [HealthModule, kernel];
  return NestFactory.createApplicationContext({ module: BenchModule, imports }, { logger: false });
}
