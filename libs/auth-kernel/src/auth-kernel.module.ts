import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import type { ServerConfig } from '#glue/config';
import { AUTH_CLIENT, type AuthClient } from './auth.contract.js';
import { SessionInvalidations } from './session/session-invalidations.js';
import { SessionCache } from './session/session-cache.js';
import type { SessionCacheConfig } from './session/session-cache.config.js';
import type { TokenConfig } from './token/token.config.js';
import { TokenModule } from './token/token.module.js';

type Config = Pick<ServerConfig, 'DATA_DIR'> & TokenConfig & Partial<SessionCacheConfig>;

/** Exports tokens and the session cache to the whole process, beside {@link AUTH_CLIENT}. */
@Global()
@Module({})
export class AuthKernelModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AuthKernelModule,
      imports: [TokenModule.forRoot(config)],
      providers: [SessionInvalidations, sessionCache(config)],
      exports: [SessionCache, SessionInvalidations],
    };
  }
}

/** Without variables it caches nothing. */
function sessionCache({
  SESSION_CACHE_MS: cacheMs = 0,
  SESSION_STALE_IF_ERROR_MS: staleIfErrorMs = 0,
}: Partial<SessionCacheConfig>): Provider {
  return {
    provide: SessionCache,
    inject: [AUTH_CLIENT, SessionInvalidations],
    useFactory: (auth: AuthClient, ended: SessionInvalidations) =>
      new SessionCache(auth, { cacheMs, staleIfErrorMs }, ended),
  };
}
