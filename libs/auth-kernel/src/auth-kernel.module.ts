import { type DynamicModule, Global, Module, type Provider, type Type } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from './auth-client.js';
import { EndedSessions } from './ended-sessions.js';
import type { HttpBindingConfig } from './http-binding/http-binding.config.js';
import { SessionCache } from './session-cache.js';
import type { SessionCacheConfig } from './session-cache.config.js';

/**
 * Binds {@link AUTH_CLIENT} for the whole process. One static method per binding;
 * the app chooses, and no feature can tell which it got.
 */
@Global()
@Module({})
export class AuthKernelModule {
  /** Auth runs in this process: its module, and its service that implements `AuthClient`. */
  static inProcess(
    auth: DynamicModule,
    service: Type<AuthClient>,
    config: SessionCacheConfig,
  ): DynamicModule {
    return {
      module: AuthKernelModule,
      imports: [auth],
      providers: [{ provide: AUTH_CLIENT, useExisting: service }, ...sessions(config)],
      exports: [AUTH_CLIENT, SessionCache, EndedSessions],
    };
  }

  /**
   * Auth is another process, at `AUTH_API_URL`. What speaks HTTP is loaded here only.
   *
   * @param service the name by which this process speaks for itself
   */
  static async overHttp(
    service: string,
    config: HttpBindingConfig & SessionCacheConfig,
  ): Promise<DynamicModule> {
    const { httpBinding } = await import('./http-binding/http-binding.providers.js');
    const { imports, providers } = httpBinding(service, config);
    return {
      module: AuthKernelModule,
      imports,
      providers: [...providers, ...sessions(config)],
      exports: [AUTH_CLIENT, SessionCache, EndedSessions],
    };
  }
}

function sessions(config: SessionCacheConfig): Provider[] {
  return [
    EndedSessions,
    {
      provide: SessionCache,
      inject: [AUTH_CLIENT, EndedSessions],
      useFactory: (auth: AuthClient, ended: EndedSessions) =>
        new SessionCache(
          auth,
          { cacheMs: config.SESSION_CACHE_MS, staleIfErrorMs: config.SESSION_STALE_IF_ERROR_MS },
          ended,
        ),
    },
  ];
}
