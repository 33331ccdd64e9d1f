import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import type { ServerConfig } from '#glue/config';
import { AUTH_CLIENT, type AuthClient } from './auth-client.js';
import { SessionInvalidations } from './session/session-invalidations.js';
import { SessionCache } from './session/session-cache.js';
import type { SessionCacheConfig } from './session/session-cache.config.js';
import type { TokenConfig } from './token/token.config.js';
import { TokenModule } from './token/token.module.js';

/** The providers of `AUTH_CLIENT`. Features do not depend on the binding. */
export type AuthBinding = Required<Pick<DynamicModule, 'imports' | 'providers'>>;

type Config = Pick<ServerConfig, 'DATA_DIR'> & TokenConfig & SessionCacheConfig;

/** Exports {@link AUTH_CLIENT}, tokens and the session cache to the whole process. */
@Global()
@Module({})
export class AuthKernelModule {
  static forRoot({ imports, providers }: AuthBinding, config: Config): DynamicModule {
    return {
      module: AuthKernelModule,
      imports: [TokenModule.forRoot(config), ...imports],
      providers: [...providers, SessionInvalidations, sessionCache(config)],
      exports: [AUTH_CLIENT, SessionCache, SessionInvalidations],
    };
  }
}

function sessionCache(config: SessionCacheConfig): Provider {
  return {
    provide: SessionCache,
    inject: [AUTH_CLIENT, SessionInvalidations],
    useFactory: (auth: AuthClient, ended: SessionInvalidations) =>
      new SessionCache(
        auth,
        { cacheMs: config.SESSION_CACHE_MS, staleIfErrorMs: config.SESSION_STALE_IF_ERROR_MS },
        ended,
      ),
  };
}
