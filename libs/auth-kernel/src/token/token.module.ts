import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ServerConfig } from '#glue/config';
import { keyId, Keys } from '#glue/keys';
import { HmacKeys } from './hmac-keys.js';
import { KeyedHash } from './keyed-hash.js';
import { signingSecret } from './signing-secret.js';
import type { TokenConfig } from './token.config.js';
import type { SigningKey } from './signed-claims.js';
import { TokenService } from './token.service.js';
import { TokenVerifier } from './token-verifier.js';

type Config = Pick<ServerConfig, 'DATA_DIR'> & TokenConfig;
/** The current secret, and previous ones. */
type Secrets = [string, ...string[]];

const SECRETS = Symbol('SECRETS');

/** Exports tokens and keyed hashes to the whole process, where auth runs. */
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
          inject: [SECRETS, Keys],
          useFactory: async (secrets: Secrets, keys: Keys) =>
            new TokenService(new HmacKeys(...secrets), await signingKeyOf(keys)),
        },
        { provide: TokenVerifier, useExisting: TokenService },
        {
          provide: KeyedHash,
          inject: [SECRETS],
          useFactory: (secrets: Secrets) => new KeyedHash(...secrets),
        },
      ],
      exports: [TokenService, TokenVerifier, KeyedHash],
    };
  }
}

async function secretsOf(config: Config): Promise<Secrets> {
  const current = await signingSecret(config);
  return config.JWT_SECRET_PREVIOUS ? [current, config.JWT_SECRET_PREVIOUS] : [current];
}

/** A process whose tokens no other one verifies has no key of auth. */
async function signingKeyOf({ own }: Keys): Promise<SigningKey | undefined> {
  const key = own.get('auth');
  return key && { key, keyId: await keyId(key) };
}
