import { HttpModule, HttpService } from '@nestjs/axios';
import {
  type DynamicModule,
  Global,
  Logger,
  Module,
  type Provider,
  type Type,
} from '@nestjs/common';
import { ReadinessService } from '#glue/health';
import { ServiceTokenService } from '#glue/token';
import { AUTH_CLIENT, type AuthClient } from './auth-client.js';
import { EndedSessions } from './ended-sessions.js';
import { AuthApi } from './http-binding/auth-api.js';
import { AuthReadiness } from './http-binding/auth-readiness.js';
import { axiosOptions } from './http-binding/axios-options.js';
import { HttpAuthClient } from './http-binding/http-auth.client.js';
import type { HttpBindingConfig } from './http-binding/http-binding.config.js';
import {
  backgroundResilience,
  DEFAULT_RESILIENCE,
  resilience,
  type ResilienceOptions,
} from './http-binding/resilience.js';
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
   * Auth is another process, at `AUTH_API_URL`.
   *
   * @param service the name by which this process speaks for itself
   */
  static overHttp(
    service: string,
    config: HttpBindingConfig & SessionCacheConfig,
    overrides: Partial<Omit<ResilienceOptions, 'budgetMs'>> = {},
  ): DynamicModule {
    const url = config.AUTH_API_URL;
    const options = { ...DEFAULT_RESILIENCE, ...overrides, budgetMs: config.AUTH_CALL_BUDGET_MS };
    return {
      module: AuthKernelModule,
      imports: [HttpModule.register(axiosOptions(url, options))],
      providers: [
        {
          provide: AUTH_CLIENT,
          inject: [HttpService, ServiceTokenService],
          useFactory: (http: HttpService, tokens: ServiceTokenService) =>
            httpAuthClient(http, tokens, service, url, options),
        },
        {
          provide: AuthReadiness,
          inject: [AUTH_CLIENT, ReadinessService],
          useFactory: (client: HttpAuthClient, readiness: ReadinessService) =>
            new AuthReadiness(client, url, readiness),
        },
        ...sessions(config),
      ],
      exports: [AUTH_CLIENT, SessionCache, EndedSessions],
    };
  }
}

function httpAuthClient(
  http: HttpService,
  tokens: ServiceTokenService,
  service: string,
  url: string,
  options: ResilienceOptions,
): HttpAuthClient {
  const logger = new Logger(AuthApi.name);
  const policy = resilience(options, (state) =>
    state === 'open'
      ? logger.warn(`auth at ${url} is failing: calls are held back until a probe succeeds`)
      : logger.log(`auth at ${url} answers again`),
  );
  const background = new AuthApi(http, url, backgroundResilience(options), false);
  return new HttpAuthClient(new AuthApi(http, url, policy), background, tokens, service);
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
