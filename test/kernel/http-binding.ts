import { NestFactory } from '@nestjs/core';
import { AUTH_CLIENT, type AuthClient, authKernel } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';

/** The HTTP binding of `AuthClient`, as in apps/todo, to `authUrl`. */
export async function openHttpBinding(
  authUrl: string,
  { secret = 'a secret of this test, of at least 32 bytes', budgetMs = 1_000 } = {},
): Promise<{ client: AuthClient; close(): Promise<void> }> {
  const { variables, module } = authKernel.places.remote;
  const env = { AUTH_API_URL: authUrl, JWT_SECRET: secret, AUTH_CALL_BUDGET_MS: `${budgetMs}` };
  const config = readServerConfig({ port: 0 }, variables, env);
  class HttpBindingModule {}
  const context = await NestFactory.createApplicationContext(
    {
      module: HttpBindingModule,
      imports: [HealthModule, await module(config, { service: 'test' })],
    },
    { logger: false },
  );
  return { client: context.get<AuthClient>(AUTH_CLIENT), close: () => context.close() };
}
