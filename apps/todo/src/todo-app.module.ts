import { type DynamicModule, Module } from '@nestjs/common';
import { type ConfigOfAll, serverConfig, tokenConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { TokenModule } from '#glue/token';
import { todoConfig, TodoModule } from '#todo';

export const todoAppConfig = [serverConfig({ port: 8080 }), tokenConfig, todoConfig] as const;

/** Todo as a process of its own; how it reaches auth is chosen outside. */
@Module({})
export class TodoAppModule {
  static with(config: ConfigOfAll<typeof todoAppConfig>, authKernel: DynamicModule): DynamicModule {
    return {
      module: TodoAppModule,
      imports: [HealthModule, TokenModule.with(config), authKernel, TodoModule.with(config)],
    };
  }
}
