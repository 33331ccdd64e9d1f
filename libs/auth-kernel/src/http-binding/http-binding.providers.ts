import { HttpModule, HttpService } from '@nestjs/axios';
import { Logger } from '@nestjs/common';
import { ReadinessService } from '#glue/health';
import { AUTH_CLIENT } from '../auth-client.js';
import type { AuthBinding } from '../auth-kernel.module.js';
import { ServiceTokenService } from '../token/service-token.service.js';
import { HttpTransport } from './http-transport.js';
import { AuthReadiness } from './auth-readiness.js';
import { axiosOptions } from './axios-options.js';
import { reasonOf, toServiceError } from './map-axios-error.js';
import { HttpAuthClient } from './http-auth.client.js';
import type { HttpBindingConfig } from './http-binding.config.js';
import {
  backgroundResilience,
  DEFAULT_RESILIENCE,
  resilience,
  type ResilienceOptions,
} from './resilience.js';

/**
 * `AUTH_CLIENT` over HTTP, and its state in `/readyz`.
 * @param service the name of this process in service tokens
 */
export function httpProviders(service: string, config: HttpBindingConfig): AuthBinding {
  const url = config.AUTH_API_URL;
  const options = { ...DEFAULT_RESILIENCE, budgetMs: config.AUTH_CALL_BUDGET_MS };
  return {
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
    ],
  };
}

function httpAuthClient(
  http: HttpService,
  tokens: ServiceTokenService,
  service: string,
  url: string,
  options: ResilienceOptions,
): HttpAuthClient {
  const logger = new Logger(HttpTransport.name);
  const policy = resilience(options, {
    opened: (failure) =>
      logger.warn(
        `auth at ${url} is failing: ${reasonOf(toServiceError(failure))}. The circuit is open until ` +
          'a probe succeeds. Check AUTH_API_URL and that auth runs.',
      ),
    closed: () => logger.log(`auth at ${url} answers again`),
  });
  const background = new HttpTransport(http, backgroundResilience(options));
  const api = new HttpTransport(http, policy);
  return new HttpAuthClient(api, background, tokens, service, options.budgetMs);
}
