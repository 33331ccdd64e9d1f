import { type DynamicModule, Global, Module } from '@nestjs/common';
import { authContract, TokenVerifier } from '#auth-kernel';
import type { ServerConfig } from '#glue/config';
import { keyId, Keys, type SigningKey } from '#glue/keys';
import { KeyedHash } from '../core/ports/keyed-hash.js';
import { TokenMinter } from '../core/ports/token-minter.js';
import type { TokenConfig } from '../token.config.js';
import { HmacKeyedHash } from './hmac-keyed-hash.js';
import { HmacKeys } from './hmac-keys.js';
import { JwtTokens } from './jwt-tokens.js';
import { signingSecret } from './signing-secret.js';

type Config = Pick<ServerConfig, 'DATA_DIR'> & TokenConfig;
/** The current secret, and previous ones. */
type Secrets = [string, ...string[]];

const SECRETS = Symbol('SECRETS');

/** Exports the check of tokens to all contexts of the process of auth, and to auth what its secret makes. */
@Global()
@Module({})
export class TokenModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: TokenModule,
      providers: [
        { provide: SECRETS, useFactory: () => secretsOf(config) },
        {
          provide: TokenMinter,
          inject: [SECRETS, Keys],
          useFactory: async (secrets: Secrets, keys: Keys) =>
            new JwtTokens(new HmacKeys(...secrets), await signingKeyOf(keys)),
        },
        { provide: TokenVerifier, useExisting: TokenMinter },
        {
          provide: KeyedHash,
          inject: [SECRETS],
          useFactory: (secrets: Secrets) => new HmacKeyedHash(...secrets),
        },
      ],
      exports: [TokenMinter, TokenVerifier, KeyedHash],
    };
  }
}

async function secretsOf(config: Config): Promise<Secrets> {
  const current = await signingSecret(config);
  return config.JWT_SECRET_PREVIOUS ? [current, config.JWT_SECRET_PREVIOUS] : [current];
}

/** A process whose tokens no other one verifies has no key of auth. */
async function signingKeyOf({ own }: Keys): Promise<SigningKey | undefined> {
  const key = own.get(authContract.name);
  return key && { key, keyId: await keyId(key) };
}
