import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { Keys } from '#glue/keys';
import { AUTH_CLIENT, type AuthClient } from './auth.contract.js';
import { EndedSessions } from './session/ended-sessions.js';
import { SessionInvalidations } from './session/session-invalidations.js';
import { SessionCache } from './session/session-cache.js';
import type { SessionCacheConfig } from './session/session-cache.config.js';
import { SignedTokens } from './token/signed-tokens.js';
import { TokenVerifier } from './token/token-verifier.js';

/**
 * Exports the keys of the process, the session cache and, where auth runs in another process, the check
 * of tokens by its public keys to the whole process, beside {@link AUTH_CLIENT}.
 */
@Global()
@Module({})
export class AuthKernelModule {
  static forRoot(
    config: Partial<SessionCacheConfig>,
    keys: Keys,
    isRemote: boolean,
  ): DynamicModule {
    const tokens = { provide: TokenVerifier, useFactory: () => new SignedTokens(keys.publicKeys) };
    const providers: Provider[] = [
      SessionInvalidations,
      sessionCache(config),
      endedSessions(config),
      { provide: Keys, useValue: keys },
      ...(isRemote ? [tokens] : []),
    ];
    return { module: AuthKernelModule, providers, exports: providers };
  }
}

function endedSessions({
  SESSION_STALE_IF_ERROR_MS: staleMs = 0,
}: Partial<SessionCacheConfig>): Provider {
  return {
    provide: EndedSessions,
    inject: [AUTH_CLIENT, SessionInvalidations],
    useFactory: (auth: AuthClient, ended: SessionInvalidations) =>
      new EndedSessions(auth, ended, staleMs),
  };
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
