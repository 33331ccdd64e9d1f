import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ServerConfig, TokenConfig } from '../config/index.js';
import { signingSecret } from './signing-secret.js';
import { hmacJwt } from './hmac-jwt.js';
import { ServiceTokenService } from './service-token.service.js';
import { TokenService } from './token.service.js';

const SECRET = Symbol('SECRET');

/** Offers both kinds of token to the whole process. Import it once, in the app. */
@Global()
@Module({})
export class TokenModule {
  static with(config: Pick<ServerConfig, 'DATA_DIR'> & TokenConfig): DynamicModule {
    return {
      module: TokenModule,
      providers: [
        { provide: SECRET, useFactory: () => signingSecret(config) },
        {
          provide: TokenService,
          inject: [SECRET],
          useFactory: (secret: string) => new TokenService(hmacJwt(secret)),
        },
        {
          provide: ServiceTokenService,
          inject: [SECRET],
          useFactory: (secret: string) => new ServiceTokenService(secret),
        },
      ],
      exports: [TokenService, ServiceTokenService],
    };
  }
}
