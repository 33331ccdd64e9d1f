import { type DynamicModule, Module } from '@nestjs/common';
import { authConfig, AuthModule } from '#auth';
import { type ConfigOfAll, serverConfig, tokenConfig } from '#glue/config';
import { HealthModule } from '#glue/health';
import { TokenModule } from '#glue/token';

export const authAppConfig = [serverConfig({ port: 8081 }), tokenConfig, authConfig] as const;

/** Auth as a process of its own. */
@Module({})
export class AuthAppModule {
  static with(config: ConfigOfAll<typeof authAppConfig>): DynamicModule {
    return {
      module: AuthAppModule,
      imports: [HealthModule, TokenModule.with(config), AuthModule.with(config)],
    };
  }
}
