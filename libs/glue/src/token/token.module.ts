import { type DynamicModule, Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import type { ServerConfig, TokenConfig } from '../config/index.js';
import { signingSecret } from './signing-secret.js';
import { TokenService } from './token.service.js';

/** Offers {@link TokenService} to the whole process. Import it once, in the app. */
@Global()
@Module({})
export class TokenModule {
  static with(config: Pick<ServerConfig, 'DATA_DIR'> & TokenConfig): DynamicModule {
    return {
      module: TokenModule,
      imports: [
        JwtModule.registerAsync({
          useFactory: async () => ({ secret: await signingSecret(config) }),
        }),
      ],
      providers: [TokenService],
      exports: [TokenService],
    };
  }
}
