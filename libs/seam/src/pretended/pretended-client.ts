import type { InjectionToken } from '@nestjs/common';
import { validInput } from '#glue/fields';
import { pretendedServer, type ServeCarried } from '#glue/http-client';
import type { Binding, LocalCaller } from '#glue/kernel';
import { announced, type PretendedNetwork } from '#glue/pretended-network';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import type { Contract } from '../contract/contract.js';
import { pathOf, WIRE_VERSION } from '../contract/wire.js';
import { incomingCall } from '../http-provider/incoming-call.js';
import { requestBody, serveRequest } from '../http-provider/serve-request.js';
import { remoteClient } from '../peer/remote-client.js';
import { type ServedCall, servedCalls } from '../provider/serve-call.js';

/**
 * Binds the client of a contract to its provider in this process as if it were in another one: all is
 * that of the HTTP binding, except that a pretended network carries the requests.
 */
export function pretendedClient(
  contract: Contract,
  token: InjectionToken,
  network: PretendedNetwork,
  { caller, local, budgetMs }: LocalCaller & { budgetMs: number },
): Binding {
  const { name } = contract;
  const { adapter, open } = pretendedServer(network);
  const { imports, providers } = remoteClient(contract, token, {
    url: `http://${name}.pretended`,
    budgetMs,
    tokens: { token: () => caller },
    adapter,
  });
  const server = {
    provide: Symbol(`${name} as if remote`),
    inject: [local!.client!, { token: outcomesOf(name), optional: true }],
    useFactory: (service: object, outcomes?: OutcomeStore) =>
      open(serverOf(servedCalls(contract, service, outcomes), caller)),
  };
  return {
    imports: [...imports, local!.module],
    providers: [...providers, server, announced(name, network)],
  };
}

/** Serves as the routes of a contract do; any other path is that of its ping. */
function serverOf(calls: ServedCall[], caller: string): ServeCarried {
  const routes = new Map(calls.map((each) => [pathOf(each.call.contract, each.call.name), each]));
  return async ({ path, headers, body, reply }) => {
    const served = routes.get(path);
    if (!served) return { pong: true, version: WIRE_VERSION };
    const given = validInput((value) => requestBody(served.call).parse(value), body);
    return serveRequest(served, given, incomingCall(served.call, caller, headers, reply));
  };
}
