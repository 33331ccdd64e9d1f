import { type DynamicModule, Module } from '@nestjs/common';
import { authConfig, AuthModule, UsersService } from '#auth';
import {
  AuthKernelModule,
  inProcessOnlyConfig,
  sessionCacheConfig,
  tokenConfig,
  TokenModule,
} from '#auth-kernel';
import { type ConfigOfAll, serverConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { todoConfig, TodoModule } from '#todo';

export const monolithConfig = [
  serverConfig({ port: 8001 }),
  tokenConfig,
  inProcessOnlyConfig,
  sessionCacheConfig,
  authConfig,
  todoConfig,
] as const;

/** Auth and todo in one process, under one origin. */
@Module({})
export class MonolithAppModule {
  static with(config: ConfigOfAll<typeof monolithConfig>): DynamicModule {
    const auth = AuthModule.with(config, ['public']);
    return {
      module: MonolithAppModule,
      imports: [
        HealthModule,
        TokenModule.with(config),
        auth,
        AuthKernelModule.inProcess(auth, UsersService, config),
        TodoModule.with(config),
      ],
    };
  }
}
