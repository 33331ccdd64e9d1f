import type { DynamicModule, Type } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from './auth-client.js';
import type { AuthBinding } from './auth-kernel.module.js';
import type { HttpBindingConfig } from './http-binding/http-binding.config.js';

/** Auth runs in this process: its module, and its service that implements `AuthClient`. */
export function inProcessBinding(auth: DynamicModule, service: Type<AuthClient>): AuthBinding {
  return { imports: [auth], providers: [{ provide: AUTH_CLIENT, useExisting: service }] };
}

/**
 * Auth is another process, at `AUTH_API_URL`. What speaks HTTP is loaded here only.
 *
 * @param service the name by which this process speaks for itself
 */
export async function httpBinding(
  service: string,
  config: HttpBindingConfig,
): Promise<AuthBinding> {
  const { httpProviders } = await import('./http-binding/http-binding.providers.js');
  return httpProviders(service, config);
}
