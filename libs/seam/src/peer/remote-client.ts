import { HttpModule, HttpService } from '@nestjs/axios';
import type { InjectionToken } from '@nestjs/common';
import { ReadinessService } from '#glue/health';
import type { Binding } from '../binding/binding.js';
import type { Contract } from '../contract/contract.js';
import type { CallerTokens } from '../identity/caller-tokens.js';
import { axiosOptions } from './axios-options.js';
import { connect } from './connect.js';
import { httpClient } from '../http-client/http-client.js';
import type { Peer } from './peer.js';
import { PeerReadiness } from './peer-readiness.js';

/** Where the provider of a contract is, and how long a call to it may take. */
export interface RemoteOptions {
  url: string;
  /** In milliseconds, including the retry. */
  budgetMs: number;
  /** The only certificates (PEM) that may sign the server's; the usual ones if absent. */
  ca?: string | undefined;
  /** Make the tokens of this context. */
  tokens: CallerTokens;
}

/**
 * Binds the client of a contract to its provider in another process, whose state is in `/readyz`.
 *
 * @param token the injection token of the client
 */
export function remoteClient(
  contract: Contract,
  token: InjectionToken,
  { url, budgetMs, ca, tokens }: RemoteOptions,
): Binding {
  const peer = Symbol(`peer ${contract.name}`);
  return {
    imports: [HttpModule.register(axiosOptions(url, budgetMs, ca))],
    providers: [
      {
        provide: peer,
        inject: [HttpService],
        useFactory: (http: HttpService) =>
          connect(contract, http, { url, budgetMs, token: () => tokens.token(contract.name) }),
      },
      { provide: token, inject: [peer], useFactory: (to: Peer) => httpClient(contract, to) },
      {
        provide: Symbol(`readiness of ${contract.name}`),
        inject: [peer, ReadinessService],
        useFactory: (to: Peer, readiness: ReadinessService) =>
          new PeerReadiness(contract.name, url, to, readiness),
      },
    ],
  };
}
