import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ServerConfig } from '#glue/config';
import { HmacKeys } from './hmac-keys.js';
import { KeyedHash } from './keyed-hash.js';
import { signingSecret } from './signing-secret.js';
import type { TokenConfig } from './token.config.js';
import { TokenService } from './token.service.js';

type Config = Pick<ServerConfig, 'DATA_DIR'> & TokenConfig;
/** The current secret, and previous ones. */
type Secrets = [string, ...string[]];

const SECRETS = Symbol('SECRETS');

/**
 * Exports tokens and keyed hashes to the whole process. Part of `AuthKernelModule`.
 */
@Global()
@Module({})
export class TokenModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: TokenModule,
      providers: [
        { provide: SECRETS, useFactory: () => secretsOf(config) },
        {
          provide: TokenService,
          inject: [SECRETS],
          useFactory: (secrets: Secrets) => new TokenService(new HmacKeys(...secrets)),
        },
        {
          provide: KeyedHash,
          inject: [SECRETS],
          useFactory: (secrets: Secrets) => new KeyedHash(...secrets),
        },
      ],
      exports: [TokenService, KeyedHash],
    };
  }
}

async function secretsOf(config: Config): Promise<Secrets> {
  const current = await signingSecret(config);
  return config.JWT_SECRET_PREVIOUS ? [current, config.JWT_SECRET_PREVIOUS] : [current];
}
