import { HttpModule, HttpService } from '@nestjs/axios';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { readConfig, serverConfig } from '#glue/config';
import { type Metrics, MetricsModule } from '#glue/metrics';
import { type NetworkOptions, PretendedNetwork } from '#glue/pretended-network';
import { createServer } from '#glue/server';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import type { ClientOf, ServiceOf } from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';
import { httpClient } from '../http-client/http-client.js';
import { CallerVerifier } from '../http-provider/caller-verifier.js';
import { contractController } from '../http-provider/contract.controller.js';
import { inProcessClient } from '../in-process/in-process-client.js';
import { axiosOptions } from '#glue/http-client';
import { connect } from '../peer/connect.js';
import { pretendedClient } from '../pretended/pretended-client.js';

/** The context that calls in tests. */
export const CALLER = 'hotel';

/** A client of a contract in a test. */
export interface OpenBinding<C extends Contract> {
  client: ClientOf<C>;
  close(): Promise<void>;
}

/** A way to open a binding to a service. */
export type OpenBindingTo = <C extends Contract>(
  contract: C,
  service: ServiceOf<C>,
  caller?: string,
  outcomes?: OutcomeStore,
) => Promise<OpenBinding<C>>;

export const inProcess: OpenBindingTo = async (contract, service, caller = CALLER, outcomes) => ({
  client: inProcessClient(contract, service, caller, outcomes),
  close: async () => {},
});

/** A server and a client in this process, with the names of contexts instead of tokens. */
export const overHttp: OpenBindingTo = async (contract, service, caller = CALLER, outcomes) => {
  class ProviderModule {}
  const Service = service.constructor as Type<object>;
  const verifier: CallerVerifier = { verify: (token) => token };
  const module = {
    module: ProviderModule,
    imports: [HttpModule.register(axiosOptions('http://127.0.0.1'))],
    controllers: [contractController(contract, Service)],
    providers: [
      { provide: Service, useValue: service },
      { provide: CallerVerifier, useValue: verifier },
      { provide: outcomesOf(contract.name), useValue: outcomes },
    ],
  };
  const config = readConfig([serverConfig({ port: 0 })], {});
  const app = await createServer('provider', module, config, pino({ level: 'silent' }));
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const http = app.get(HttpService);
  http.axiosRef.defaults.baseURL = url;
  const peer = connect(contract, http, {
    url,
    tokens: { token: () => caller },
    budgetMs: BUDGET_MS,
  });
  const close = async () => {
    // One whose call was cancelled while it connected has no request, and a server waits 30 s for that.
    app.getHttpServer().closeAllConnections();
    await app.close();
  };
  return { client: httpClient(contract, peer), close };
};

/** A client in this process, with a pretended network in between. */
export function asIfRemote(
  given: Partial<NetworkOptions>,
  { budgetMs = BUDGET_MS, metrics }: { budgetMs?: number; metrics?: Metrics } = {},
): OpenBindingTo {
  const network = new PretendedNetwork({ latencyMs: 1, jitterMs: 1, loss: 0, seed: 1, ...given });
  return async (contract, service, caller = CALLER, outcomes) => {
    const client = service.constructor as Type<object>;
    const providers = [
      { provide: client, useValue: service },
      { provide: outcomesOf(contract.name), useValue: outcomes },
    ];
    const provider = {
      module: class Provider {},
      providers,
      exports: [client, outcomesOf(contract.name)],
    };
    const token = Symbol(contract.name);
    const local = { module: provider, client };
    const binding = pretendedClient(contract, token, network, { caller, local, budgetMs });
    const app = { module: class Caller {}, ...binding };
    const module = metrics ? MetricsModule.around(app, metrics) : app;
    const context = await NestFactory.createApplicationContext(module, { logger: false });
    return { client: context.get(token, { strict: false }), close: () => context.close() };
  };
}

/** Stores nothing, for tests of what does not depend on it. */
export const UNSTORED: OutcomeStore = {
  once: (_command, effect) => effect(),
  forget: async () => 0,
};

const BUDGET_MS = 2_000;

/** Every binding, for `describe.each`. */
export const BINDINGS: [string, OpenBindingTo][] = [
  ['in process', inProcess],
  ['over HTTP', overHttp],
  ['as if remote', asIfRemote({})],
];

/**
 * One of them. Some suites run over HTTP only on embedded databases, and in every binding on
 * PostgreSQL (`*.pg-spec.ts`).
 */
export const ONE_BINDING = BINDINGS.filter(([name]) => name === 'over HTTP');
