import { type DynamicModule, Module } from '@nestjs/common';
import { readServerConfig, type ServerConfig } from '../config/index.js';
import { HealthModule } from '../health/index.js';
import { type Context, type ContextList, loadContexts } from './context.js';
import type { Kernel, LocalContext, Place } from './kernel.js';

export interface ProcessOptions<Name extends string = string> {
  /** The name of the process towards other services. */
  service: string;
  /** The contexts that it hosts; all of them if empty. */
  hosts?: readonly Name[] | undefined;
  port: number;
  placeOf: (kernel: Kernel) => Place;
  /** What the process does with a hosted context; `place` tells whether other processes call it. */
  moduleOf: (context: Context, config: ServerConfig, place?: Place) => DynamicModule;
}

export interface Composition {
  config: ServerConfig;
  module: DynamicModule;
  hosted: Context[];
  embedded: Context[];
  kernels: Kernel[];
}

@Module({})
class ProcessModule {}

/**
 * Reads the environment, and composes the contexts that a process hosts, those that it embeds, and
 * the bindings of the others. Loads no code of contexts in other processes.
 *
 * @throws StartError for an invalid environment
 */
export async function compose<Name extends string>(
  contexts: ContextList<Name>,
  { service, hosts, port, placeOf, moduleOf }: ProcessOptions<Name>,
): Promise<Composition> {
  const hosted = await loadContexts(contexts, hosts);
  const kernels = kernelsOf(hosted);
  const places = new Map(kernels.map((kernel) => [kernel.context, placeOf(kernel)]));
  const embedded = await loadContexts(contexts, embeddedIn(places) as Name[]);
  const config = readServerConfig({ port }, [
    ...kernels.flatMap((kernel) => kernel.places[places.get(kernel.context)!].variables),
    ...[...hosted, ...embedded].map(({ variables }) => variables),
  ]);
  const locals = new Map([
    ...hosted.map((each) => local(each, moduleOf(each, config, places.get(each.name)))),
    ...embedded.map((each) => local(each, each.module(config, []))),
  ]);
  const imports = [
    HealthModule,
    ...(await Promise.all(
      kernels.map((kernel) =>
        kernel.places[places.get(kernel.context)!].module(config, {
          service,
          local: locals.get(kernel.context),
        }),
      ),
    )),
    ...hosted.map(({ name }) => locals.get(name)!.module),
  ];
  return { config, module: { module: ProcessModule, imports }, hosted, embedded, kernels };
}

function kernelsOf(contexts: Context[]): Kernel[] {
  const used = contexts.flatMap(({ uses, answers }) =>
    answers ? [answers.kernel, ...uses] : uses,
  );
  return [...new Set(used)];
}

function embeddedIn(places: Map<string, Place>): string[] {
  return [...places].filter(([, place]) => place === 'embedded').map(([context]) => context);
}

function local({ name, answers }: Context, module: DynamicModule): [string, LocalContext] {
  return [name, { module, client: answers?.client }];
}
