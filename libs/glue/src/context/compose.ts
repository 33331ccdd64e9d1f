import { type DynamicModule, Module } from '@nestjs/common';
import { readServerConfig, type ServerConfig } from '../config/index.js';
import { HealthModule } from '../health/index.js';
import type { Kernel, LocalContext, Placement } from '../kernel/index.js';
import { keyVariables, openKeys } from '../keys/index.js';
import { pretendedNetworksConfig } from '../pretended-network/index.js';
import { type Context, type ContextList, loadContexts } from './context.js';
import {
  addClients,
  bind,
  bindingOf,
  calledHere,
  embeddedIn,
  isExposed,
  type KernelBinding,
  kernelsOf,
  keyNeedsOf,
} from './kernel-bindings.js';
import { addRecipients, reachedKernels, recipientChecks } from './recipients.js';
import { addSealers, variablesOf } from './sealing-contexts.js';

export interface ProcessOptions<Name extends string = string> {
  /** The contexts that it hosts. */
  hosts: readonly Name[];
  port: number;
  placeOf: (kernel: Kernel) => Omit<Placement, 'isAsked'>;
  /** Whether commands for a context arrive that hosted ones only send commands to. */
  reaches: (kernel: Kernel) => boolean;
  /** Whether this process sends what is in outboxes; a tool does not. */
  delivers?: boolean;
  /** What the process does with a hosted context. */
  moduleOf: (context: Context, config: ServerConfig) => DynamicModule;
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
  { hosts, port, moduleOf, ...options }: ProcessOptions<Name>,
): Promise<Composition> {
  const hosted = await loadContexts(contexts, hosts);
  const bindings = bindingsIn(hosted, options);
  const embedded = await loadContexts(contexts, embeddedIn(bindings) as Name[]);
  const needs = keyNeedsOf(bindings);
  const config = readServerConfig({ port }, [
    keyVariables(Object.keys(contexts), needs),
    pretendedNetworksConfig(Object.keys(contexts), calledHere(bindings)),
    ...bindings.flatMap(({ kernel, placement }) => kernel.variables(placement)),
    ...variablesOf([...hosted, ...embedded]),
    ...recipientChecks(hosted, options.reaches),
  ]);
  const keys = await openKeys(config, needs);
  const locals = new Map([
    ...hosted.map((each) => local(each, moduleOf(each, config))),
    ...embedded.map((each) => local(each, { ...each.module(config), controllers: [] })),
  ]);
  await addInternalRoutes(bindings, locals);
  addClients(bindings, locals);
  addRecipients([...hosted, ...embedded], options.reaches, locals);
  await addSealers([...hosted, ...embedded], config, locals);
  const kernelModules = bindings.map((each) => bind(each, config, keys, locals));
  const hostedModules = hosted.map(({ name }) => locals.get(name)!.module);
  const imports = [HealthModule, ...(await Promise.all(kernelModules)), ...hostedModules];
  const kernels = bindings.map(({ kernel }) => kernel);
  return { config, module: { module: ProcessModule, imports }, hosted, embedded, kernels };
}

type Places = Pick<ProcessOptions, 'placeOf' | 'reaches' | 'delivers'>;

function bindingsIn(
  hosted: Context[],
  { placeOf, reaches, delivers = true }: Places,
): KernelBinding[] {
  const recipients = delivers ? reachedKernels(hosted, reaches) : [];
  const kernels = new Set([...kernelsOf(hosted), ...recipients]);
  return [...kernels].map((kernel) => bindingOf(kernel, hosted, placeOf));
}

function local({ name, answers }: Context, module: DynamicModule): [string, LocalContext] {
  return [name, { module, client: answers?.client }];
}

/** In the module of the context, so that guards of its service get their providers there. */
async function addInternalRoutes(
  bindings: KernelBinding[],
  locals: ReadonlyMap<string, LocalContext>,
): Promise<void> {
  for (const { kernel } of bindings.filter(isExposed)) {
    const { module, client } = locals.get(kernel.context)!;
    module.controllers = [...(module.controllers ?? []), await kernel.controller(client!)];
  }
}
