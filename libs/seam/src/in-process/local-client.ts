import type { InjectionToken } from '@nestjs/common';
import { METRICS, type Metrics } from '#glue/metrics';
import type { Binding, LocalCaller } from '#glue/kernel';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import type { ServiceOf } from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';
import { inProcessClient } from './in-process-client.js';

/**
 * Binds the client of a contract to its provider in this process, whose module also exports the
 * outcomes of its commands.
 *
 * @param token the injection token of the client
 */
export function localClient(
  contract: Contract,
  token: InjectionToken,
  { caller, local }: LocalCaller,
): Binding {
  const client = {
    provide: token,
    inject: [local!.client!, { token: outcomesOf(contract.name), optional: true }, METRICS],
    useFactory: (service: ServiceOf<Contract>, outcomes?: OutcomeStore, metrics?: Metrics) =>
      inProcessClient(contract, service, caller, outcomes, metrics),
  };
  return { imports: [local!.module], providers: [client] };
}
