import {
  type DynamicModule,
  type InjectionToken,
  type Type,
  UseFilters,
  UsePipes,
} from '@nestjs/common';
import { validationPipe } from '#glue/fields';
import type { LocalCaller } from '#glue/kernel';
import { ServiceErrorFilter } from '#glue/problem-details';
import type { Contract } from '../contract/contract.js';
import { contractController } from '../http-provider/contract.controller.js';
import { localClient } from '../in-process/local-client.js';
import { type RemoteOptions, remoteClient } from '../peer/remote-client.js';

/** Where the provider of a contract is: at an address, or in a module of this process. */
export type From = RemoteOptions | LocalCaller;

/** A module that exports the client of a contract, for an app that hosts no contexts by name. */
export function clientModule(contract: Contract, token: InjectionToken, from: From): DynamicModule {
  const bind =
    'url' in from ? remoteClient(contract, token, from) : localClient(contract, token, from);
  return { module: class ClientModule {}, ...bind, exports: [token] };
}

/** `contractController` for an app whose pipes and filters do not know ours. */
export function exposedController(contract: Contract, service: Type<object>): Type<object> {
  const controller = contractController(contract, service);
  UsePipes(validationPipe)(controller);
  UseFilters(ServiceErrorFilter)(controller);
  return controller;
}
