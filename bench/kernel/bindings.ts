import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { authContext } from '#auth';
import { authKernel } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { keyVariables, openKeys } from '#glue/keys';
import { Sealer } from '#glue/sealing';

class BenchModule {}

/** A context that exports `AUTH_CLIENT`, bound like in the apps, by the environment. */
export async function openBinding(binding: string): Promise<INestApplicationContext> {
  const place = binding === 'http' ? 'remote' : 'embedded';
  const placement = { place, exposedTo: [], isAsked: true } as const;
  const needs = { signing: binding === 'http' ? ['todo'] : [], known: [] };
  const parts = binding === 'http' ? [] : [authContext.variables];
  const config = readServerConfig({ port: 0 }, [
    keyVariables(['todo'], needs),
    ...authKernel.variables(placement),
    ...parts,
  ]);
  const keys = await openKeys(config, needs);
  const module = authContext.module(config);
  const sealer = { provide: Sealer, useValue: new Sealer('auth', [randomBytes(32)]) };
  const local = {
    module: { ...module, providers: [...(module.providers ?? []), sealer] },
    client: authContext.answers!.client,
  };
  const kernel = await authKernel.module(placement, config, { callers: ['todo'], keys, local });
  const imports = [HealthModule, kernel];
  return NestFactory.createApplicationContext({ module: BenchModule, imports }, { logger: false });
}
