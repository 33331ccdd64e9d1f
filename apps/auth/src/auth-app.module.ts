import { type DynamicModule, Module } from '@nestjs/common';
import { authConfig, AuthModule, UsersService } from '#auth';
import { AuthKernelModule, tokenConfig, TokenModule } from '#auth-kernel';
import { type ConfigOfAll, serverConfig } from '#glue/config';
import { HealthModule } from '#glue/health';

export const authAppConfig = [serverConfig({ port: 8081 }), tokenConfig, authConfig] as const;

/**
 * Here others come to ask. What they remember may be `SESSION_CACHE_MS` old, so what
 * they are told must be new: of two caches in a row the times would add up.
 */
const NO_CACHE = { SESSION_CACHE_MS: 0, SESSION_STALE_IF_ERROR_MS: 0 };

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
        AuthKernelModule.inProcess(auth, UsersService, NO_CACHE),
      ],
    };
  }
}
