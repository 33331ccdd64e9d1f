import type { DynamicModule, InjectionToken, Type } from '@nestjs/common';
import type { ConfigPart } from '#glue/config';
import { type CallingProcess, type Kernel, type Placement, unusedAddress } from '#glue/kernel';
import type { Keys } from '#glue/keys';
import type { Contract } from '../contract/contract.js';
import { CallerVerifier } from '../http-provider/caller-verifier.js';
import {
  bindingVariables,
  isAddressed,
  placeForApp,
  placeForCommand,
  remoteConfig,
  transportConfig,
  unusedUrlConfig,
} from './binding.config.js';
import { localBinding, remoteBinding } from './client-bindings.js';
import { clientTokenFor, clientTokenOf } from './client-token.js';

/** What a context adds to the kernel of its contract. */
export interface KernelParts {
  /** What its variables are about. */
  heading?: string;
  /** Options of the API of processes that bind it. */
  api?: Kernel['api'];
  /** The address of the context in development, unless its variable is set. */
  developmentUrl?: string;
  /** Further variables of a process that binds it. */
  variables?: (placement: Placement) => readonly ConfigPart[];
  /** A global module with what else the context offers in every process. */
  module?: (config: never, placement: Placement, keys: Keys) => DynamicModule;
  /** See `Kernel`. */
  signs?: boolean;
}

/**
 * The kernel of a contract: in process where its context is hosted, otherwise over HTTP.
 *
 * @param token the injection token of the client
 */
export function kernelOf(contract: Contract, token: InjectionToken, parts: KernelParts): Kernel {
  const { name: context, errors } = contract;
  const {
    heading = `the transport to ${context}`,
    api = {},
    developmentUrl,
    variables,
    signs,
  } = parts;
  return {
    context,
    heading,
    errors,
    api,
    signs,
    callers: callersIn(contract),
    placeForApp: () => placeForApp(context),
    placeForCommand: () => placeForCommand(context),
    isAddressed: () => isAddressed(context, developmentUrl),
    variables: (placement) => [
      ...(variables?.(placement) ?? []),
      ...bindingConfig(context, placement, developmentUrl),
    ],
    controller: (service: Type<object>) => controllerOf(contract, service),
    clientsFor: (caller) => clientsOf(contract, token, caller),
    module: (placement, config, process) =>
      bind(contract, token, parts, placement, { ...config }, process),
  };
}

/** Exports the clients of a contract to the whole process. */
class KernelModule {}

async function bind(
  contract: Contract,
  token: InjectionToken,
  parts: KernelParts,
  placement: Placement,
  config: Record<string, unknown>,
  process: CallingProcess,
): Promise<DynamicModule> {
  const { callers, keys } = process;
  const remote = { developmentUrl: parts.developmentUrl, isOptional: placement.isOptional };
  const own = callers.map((caller) => clientTokenFor(contract.name, caller));
  const bindingFor = (caller: string, index: number) =>
    placement.place === 'remote'
      ? remoteBinding(contract, own[index]!, config, { ...process, caller }, remote)
      : localBinding(contract, own[index]!, config, { ...process, caller });
  const clients = await Promise.all(callers.map(bindingFor));
  const offered = parts.module?.(config as never, placement, keys) ?? [];
  const named = clientsOf(contract, token, callers[0]);
  const notes = notesOn(contract, placement, config);
  const verifier = await verifierFor(placement, process);
  return {
    module: KernelModule,
    global: true,
    imports: [...clients.flatMap(({ imports }) => imports), ...[offered].flat()],
    providers: [...clients.flatMap(({ providers }) => providers), ...named, ...notes, ...verifier],
    exports: [...own, ...[...named, ...verifier].map(({ provide }) => provide)],
  };
}

/** The client of one caller, under the usual names. */
function clientsOf({ name }: Contract, token: InjectionToken, caller: string) {
  const useExisting = clientTokenFor(name, caller);
  return [token, clientTokenOf(name)].map((provide) => ({ provide, useExisting }));
}

/** A line in the log for an address that is set and not used. */
function notesOn({ name }: Contract, { place }: Placement, config: Record<string, unknown>) {
  const { url } = bindingVariables(name);
  return place === 'remote' || config[url] === undefined ? [] : [unusedAddress(url, name)];
}

/** Loaded only where other processes call the context. */
async function controllerOf(contract: Contract, service: Type<object>): Promise<Type> {
  const { contractController } = await import('../http-provider/contract.controller.js');
  return contractController(contract, service);
}

/** Recognizes the callers of a context that other processes call. */
async function verifierFor({ exposedTo }: Placement, { keys }: CallingProcess) {
  if (exposedTo.length === 0) return [];
  const { KnownCallers } = await import('../identity/known-callers.js');
  return [{ provide: CallerVerifier, useValue: new KnownCallers(keys.publicKeys) }];
}

/** The contexts that a contract names as callers; `undefined` if a call accepts all. */
function callersIn({ calls }: Contract): string[] | undefined {
  const named = Object.values(calls).map(({ callers }) => callers);
  return named.every((callers) => callers !== undefined) ? [...new Set(named.flat())] : undefined;
}

function bindingConfig(context: string, placement: Placement, developmentUrl?: string) {
  const { place, isAsked, isOptional } = placement;
  if (place === 'remote') {
    const transport = transportConfig(context, isOptional ? 'http' : undefined);
    return [transport, remoteConfig(context, { developmentUrl, isOptional })];
  }
  if (place === 'embedded') return [transportConfig(context), unusedUrlConfig(context)];
  return [...(isAsked ? [transportConfig(context, 'in-process')] : []), unusedUrlConfig(context)];
}
