import { NestFactory } from '@nestjs/core';
import {
  AUTH_CLIENT,
  type AuthClient,
  AuthKernelModule,
  httpBindingConfig,
  sessionCacheConfig,
  tokenConfig,
  TokenModule,
} from '#auth-kernel';
import { readConfig, serverConfig } from '#glue/config';
import { HealthModule } from '#glue/health';

/** The HTTP binding of `AuthClient`, bound as apps/todo binds it, towards `authUrl`. */
export async function openHttpBinding(
  authUrl: string,
  { secret = 'a secret of nobody else, as long as it must be', budgetMs = 1_000 } = {},
): Promise<{ client: AuthClient; close(): Promise<void> }> {
  const config = readConfig(
    [serverConfig({ port: 0 }), tokenConfig, sessionCacheConfig, httpBindingConfig],
    { AUTH_API_URL: authUrl, JWT_SECRET: secret, AUTH_CALL_BUDGET_MS: `${budgetMs}` },
  );
  class HttpBindingModule {}
  const context = await NestFactory.createApplicationContext(
    {
      module: HttpBindingModule,
      imports: [HealthModule, TokenModule.with(config), AuthKernelModule.overHttp('test', config)],
    },
    { logger: false },
  );
  return { client: context.get<AuthClient>(AUTH_CLIENT), close: () => context.close() };
}
