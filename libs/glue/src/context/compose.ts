import { type DynamicModule, Module } from '@nestjs/common';
import { readServerConfig, type ServerConfig } from '../config/index.js';
import { HealthModule } from '../health/index.js';
import type { Kernel, LocalContext, Placement } from '../kernel/index.js';
import { type KeyNeeds, type Keys, keyVariables, openKeys } from '../keys/index.js';
import { networkOf, pretendedNetworksConfig } from '../pretended-network/index.js';
import { type Context, type ContextList, loadContexts } from './context.js';

export interface ProcessOptions<Name extends string = string> {
  /** The contexts that it hosts. */
  hosts: readonly Name[];
  port: number;
  placeOf: (kernel: Kernel) => Omit<Placement, 'isAsked'>;
  /** What the process does with a hosted context. */
  moduleOf: (context: Context, config: ServerConfig, isExposed: boolean) => DynamicModule;
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
  { hosts, port, placeOf, moduleOf }: ProcessOptions<Name>,
): Promise<Composition> {
  const hosted = await loadContexts(contexts, hosts);
  const bindings = kernelsOf(hosted).map((kernel) => bindingOf(kernel, hosted, placeOf));
  const embedded = await loadContexts(contexts, embeddedIn(bindings) as Name[]);
  const needs = keyNeedsOf(bindings);
  const config = readServerConfig({ port }, [
    keyVariables(Object.keys(contexts), needs),
    pretendedNetworksConfig(Object.keys(contexts), calledHere(bindings)),
    ...bindings.flatMap(({ kernel, placement }) => kernel.variables(placement)),
    ...[...hosted, ...embedded].map(({ variables }) => variables),
  ]);
  const keys = await openKeys(config, needs);
  const exposed = new Set(bindings.filter(isExposed).map(({ kernel }) => kernel.context));
  const locals = new Map([
    ...hosted.map((each) => local(each, moduleOf(each, config, exposed.has(each.name)))),
    ...embedded.map((each) => local(each, each.module(config, []))),
  ]);
  const kernelModules = bindings.map((each) => bind(each, config, keys, locals));
  const imports = [
    HealthModule,
    ...(await Promise.all(kernelModules)),
    ...hosted.map(({ name }) => locals.get(name)!.module),
  ];
  const kernels = bindings.map(({ kernel }) => kernel);
  return { config, module: { module: ProcessModule, imports }, hosted, embedded, kernels };
}

/** How a process binds a kernel. */
interface KernelBinding {
  kernel: Kernel;
  placement: Placement;
  caller: string;
}

function bindingOf(
  kernel: Kernel,
  hosted: Context[],
  placeOf: ProcessOptions['placeOf'],
): KernelBinding {
  const callers = callersOf(kernel, hosted);
  const placement = { ...placeOf(kernel), isAsked: callers.length > 0 };
  return { kernel, placement, caller: (callers[0] ?? hosted[0]!).name };
}

function bind(
  { kernel, placement, caller }: KernelBinding,
  config: ServerConfig,
  keys: Keys,
  locals: ReadonlyMap<string, LocalContext>,
): Promise<DynamicModule> {
  const { context } = kernel;
  const network = networkOf(config, context);
  return kernel.module(placement, config, { caller, keys, local: locals.get(context), network });
}

function kernelsOf(contexts: Context[]): Kernel[] {
  const used = contexts.flatMap(({ uses, answers }) =>
    answers ? [answers.kernel, ...uses] : uses,
  );
  return [...new Set(used)];
}

/** The contexts that call another one through its kernel. */
function callersOf(kernel: Kernel, contexts: Context[]): Context[] {
  return contexts.filter(({ name, uses }) => name !== kernel.context && uses.includes(kernel));
}

function isExposed({ placement }: KernelBinding): boolean {
  return placement.exposedTo.length > 0;
}

/**
 * A context signs the calls that it sends, and knows the contexts that send it calls. Some sign more,
 * which their callers verify.
 */
function keyNeedsOf(bindings: KernelBinding[]): KeyNeeds {
  const remote = bindings.filter(({ placement }) => placement.place === 'remote');
  const callers = bindings.flatMap(({ placement }) => placement.exposedTo);
  const signers = (some: KernelBinding[]) =>
    some.filter(({ kernel }) => kernel.signs).map(({ kernel }) => kernel.context);
  return {
    signing: [
      ...new Set([...remote.map(({ caller }) => caller), ...signers(bindings.filter(isExposed))]),
    ],
    known: [...new Set([...callers, ...signers(remote)])],
  };
}

/** The contexts in this process that another one in it calls. */
function calledHere(bindings: KernelBinding[]): string[] {
  return bindings
    .filter(({ placement }) => placement.place !== 'remote' && placement.isAsked)
    .map(({ kernel }) => kernel.context);
}

function embeddedIn(bindings: KernelBinding[]): string[] {
  return bindings
    .filter(({ placement }) => placement.place === 'embedded')
    .map(({ kernel }) => kernel.context);
}

function local({ name, answers }: Context, module: DynamicModule): [string, LocalContext] {
  return [name, { module, client: answers?.client }];
}
