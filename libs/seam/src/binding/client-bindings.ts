import type { InjectionToken } from '@nestjs/common';
import type { Binding, CallingProcess } from '#glue/kernel';
import type { Contract } from '../contract/contract.js';
import { localClient } from '../in-process/local-client.js';
import { bindingVariables, type Remote } from './binding.config.js';

/** One of the contexts of a process that call. */
type Calling = CallingProcess & { caller: string };

/** Binds a client to another process. The HTTP client is loaded here only. */
export async function remoteBinding(
  contract: Contract,
  token: InjectionToken,
  config: Record<string, unknown>,
  { caller, keys }: Calling,
  { developmentUrl, isOptional = false }: Remote,
): Promise<Binding> {
  const { url, budget, caFile } = bindingVariables(contract.name);
  const { remoteClient } = await import('../peer/remote-client.js');
  const { OwnIdentity } = await import('../identity/own-identity.js');
  return remoteClient(contract, token, {
    url: (config[url] ?? developmentUrl) as string,
    budgetMs: config[budget] as number,
    ca: config[caFile] as string | undefined,
    isOptional,
    tokens: new OwnIdentity(caller, keys.own.get(caller)!),
  });
}

/** Binds a client to this process. A network that is pretended is loaded here only. */
export async function localBinding(
  contract: Contract,
  token: InjectionToken,
  config: Record<string, unknown>,
  from: Calling,
): Promise<Binding> {
  if (!from.network) return localClient(contract, token, from);
  const { pretendedClient } = await import('../pretended/pretended-client.js');
  const budgetMs = config[bindingVariables(contract.name).budget] as number;
  return pretendedClient(contract, token, from.network, { ...from, budgetMs });
}
