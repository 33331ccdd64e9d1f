import { HttpModule, HttpService } from '@nestjs/axios';
import type { InjectionToken } from '@nestjs/common';
import type { AxiosAdapter } from 'axios';
import type { Binding } from '#glue/kernel';
import { ReadinessService } from '#glue/health';
import { METRICS, type Metrics } from '#glue/metrics';
import type { Contract } from '../contract/contract.js';
import { axiosOptions } from '#glue/http-client';
import { type Connection, connect } from './connect.js';
import { httpClient } from '../http-client/http-client.js';
import type { Peer } from './peer.js';
import { PeerReadiness } from './peer-readiness.js';

/** How to reach the provider of a contract from a module. */
export interface RemoteOptions extends Connection {
  /** The only certificates (PEM) that may sign the server's; the usual ones if absent. */
  ca?: string | undefined;
  /** What sends requests instead of the usual client. */
  adapter?: AxiosAdapter;
  /** Whether this process is ready without it, whatever is wrong with it. */
  isOptional?: boolean;
}

/**
 * Binds the client of a contract to its provider in another process, whose state is in `/readyz` if the
 * process has one.
 *
 * @param token the injection token of the client
 */
export function remoteClient(
  contract: Contract,
  token: InjectionToken,
  options: RemoteOptions,
): Binding {
  const { url, ca, adapter, isOptional = false } = options;
  const peer = Symbol(`peer ${contract.name}`);
  return {
    imports: [HttpModule.register(axiosOptions(url, ca, adapter))],
    providers: [
      {
        provide: peer,
        inject: [HttpService, METRICS],
        useFactory: (http: HttpService, metrics?: Metrics) =>
          connect(contract, http, { ...options, metrics }),
      },
      { provide: token, inject: [peer], useFactory: (to: Peer) => httpClient(contract, to) },
      {
        provide: Symbol(`readiness of ${contract.name}`),
        inject: [peer, { token: ReadinessService, optional: true }],
        useFactory: (to: Peer, readiness?: ReadinessService) =>
          new PeerReadiness({ name: contract.name, url, isOptional }, to, readiness),
      },
    ],
  };
}
