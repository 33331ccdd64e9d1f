import type { DynamicModule, InjectionToken, Type } from '@nestjs/common';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import type { Binding } from '../binding/binding.js';
import type { ServiceOf } from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';
import { inProcessClient } from './in-process-client.js';

/**
 * Binds the client of a contract to its provider in this process.
 *
 * @param token the injection token of the client
 * @param module exports `service`, which implements the contract, and the outcomes of its commands
 * @param caller the context that calls
 */
export function localClient(
  contract: Contract,
  token: InjectionToken,
  module: DynamicModule,
  service: Type,
  caller: string,
): Binding {
  const client = {
    provide: token,
    inject: [service, { token: outcomesOf(contract.name), optional: true }],
    useFactory: (provider: ServiceOf<Contract>, outcomes?: OutcomeStore) =>
      inProcessClient(contract, provider, caller, outcomes),
  };
  return { imports: [module], providers: [client] };
}
