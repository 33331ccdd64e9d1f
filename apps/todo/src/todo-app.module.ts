import { type DynamicModule, Module } from '@nestjs/common';
import { authTransportConfig, sessionCacheConfig, tokenConfig, TokenModule } from '#auth-kernel';
import { type ConfigOfAll, serverConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { todoConfig, TodoModule } from '#todo';

export const todoAppConfig = [
  serverConfig({ port: 8080 }),
  tokenConfig,
  authTransportConfig,
  sessionCacheConfig,
  todoConfig,
] as const;

/** Todo as a process of its own; `authKernel` is how it reaches auth. */
@Module({})
export class TodoAppModule {
  static with(config: ConfigOfAll<typeof todoAppConfig>, authKernel: DynamicModule): DynamicModule {
    return {
      module: TodoAppModule,
      imports: [HealthModule, TokenModule.with(config), authKernel, TodoModule.with(config)],
    };
  }
}
