import { NestFactory } from '@nestjs/core';
import { AUTH_CLIENT, type AuthClient, authKernel } from '#auth-kernel';
import { readServerConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { openKeys } from '#glue/keys';

/** The HTTP binding of `AuthClient`, as in apps/todo, to `authUrl`, with the keys in `dataDir`. */
export async function openHttpBinding(
  authUrl: string,
  dataDir: string,
): Promise<{ client: AuthClient; close(): Promise<void> }> {
  const placement = { place: 'remote', exposedTo: [], isAsked: true } as const;
  const env = { AUTH_API_URL: authUrl, DATA_DIR: dataDir };
  const config = readServerConfig({ port: 0 }, authKernel.variables(placement), env);
  const keys = await openKeys(config, { signing: ['todo'], known: [] });
  const kernel = await authKernel.module(placement, config, { callers: ['todo'], keys });
  class HttpBindingModule {}
  const context = await NestFactory.createApplicationContext(
    {
      module: HttpBindingModule,
      imports: [HealthModule, kernel],
    },
    { logger: false },
  );
  return { client: context.get<AuthClient>(AUTH_CLIENT), close: () => context.close() };
}
