import type { DynamicModule, Type } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from './auth-client.js';
import type { AuthBinding } from './auth-kernel.module.js';
import type { HttpBindingConfig } from './http-binding/http-binding.config.js';

/** The in-process binding: the module of auth, and its service that implements `AuthClient`. */
export function inProcessBinding(auth: DynamicModule, service: Type<AuthClient>): AuthBinding {
  return { imports: [auth], providers: [{ provide: AUTH_CLIENT, useExisting: service }] };
}

/**
 * The HTTP binding, to the auth at `AUTH_API_URL`. The HTTP client is loaded here only.
 *
 * @param service the name of this process in service tokens
 */
export async function httpBinding(
  service: string,
  config: HttpBindingConfig,
): Promise<AuthBinding> {
  const { httpProviders } = await import('./http-binding/http-binding.providers.js');
  return httpProviders(service, config);
}
