import { type DynamicModule, Module } from '@nestjs/common';
import { authConfig, AuthModule, UsersService } from '#auth';
import { AuthKernelModule, sessionCacheConfig } from '#auth-kernel';
import { type ConfigOfAll, serverConfig, tokenConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { TokenModule } from '#glue/token';

export const authAppConfig = [
  serverConfig({ port: 8081 }),
  tokenConfig,
  sessionCacheConfig,
  authConfig,
] as const;

/** Auth as a process of its own: for people, and for the other services. */
@Module({})
export class AuthAppModule {
  static with(config: ConfigOfAll<typeof authAppConfig>): DynamicModule {
    const auth = AuthModule.with(config, ['public', 'internal']);
    return {
      module: AuthAppModule,
      imports: [
        HealthModule,
        TokenModule.with(config),
        auth,
        AuthKernelModule.inProcess(auth, UsersService, config),
      ],
    };
  }
}
