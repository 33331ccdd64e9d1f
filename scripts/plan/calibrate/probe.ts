import { Module } from '@nestjs/common';
import { z } from 'zod';
import { readServerConfig } from '#glue/config';
import { defineErrors } from '#glue/errors';
import type { Placement } from '#glue/kernel';
import { keyVariables, openKeys } from '#glue/keys';
import { type ClientOf, defineContract, kernelOf, query, type ServiceOf } from '#seam';

/** The context that calls the probe. */
export const CALLER = 'planner';

/** A call that does nothing: all of its time is that of the contract. */
export const probeContract = defineContract('probe', {
  errors: defineErrors({}),
  calls: {
    echo: query({ input: z.string(), output: z.object({ id: z.int(), text: z.string() }) }),
  },
});
export const PROBE = Symbol('client of the probe');
export type ProbeClient = ClientOf<typeof probeContract>;

export class ProbeService implements ServiceOf<typeof probeContract> {
  async echo(text: string) {
    return { id: 1, text };
  }
}

@Module({ providers: [ProbeService], exports: [ProbeService] })
export class ProbeModule {}

const kernel = kernelOf(probeContract, PROBE, { heading: 'Probe' });

/** Binds the client of the probe as apps do, by variables. */
export async function bindProbe(placement: Placement, env: Record<string, string>) {
  const isRemote = placement.place === 'remote';
  const needs = { signing: isRemote ? [CALLER] : [], known: [...placement.exposedTo] };
  const parts = [keyVariables([CALLER], needs), ...kernel.variables(placement)];
  const config = readServerConfig({ port: 0 }, parts, env);
  const keys = await openKeys(config, needs);
  const local = { module: { module: ProbeModule }, client: ProbeService };
  return {
    config,
    module: await kernel.module(placement, config, { callers: [CALLER], keys, local }),
  };
}
