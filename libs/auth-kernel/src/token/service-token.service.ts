import { hkdfSync } from 'node:crypto';
import { TokenExpiredError } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ServiceError } from '#glue/errors';
import { PRODUCT } from '#glue/product';
import { authKernelErrors } from '../auth-kernel.errors.js';
import { HmacKeys } from './hmac-keys.js';
import { noteRejectedToken } from './rejected-tokens.js';

const LIFE_SECONDS = 60;
/** A token is reused for half its lifetime, so that none expires in transit. */
const REUSE_MS = (LIFE_SECONDS / 2) * 1000;
/** How far the clock of another machine may be ahead of ours. */
const MAX_SKEW_SECONDS = 30;
const KEY_PURPOSE = `${PRODUCT}/service`;
const KEY_BYTES = 32;
/** Each service has one or two at a time. */
const MAX_CACHED_TOKENS = 100;

const serviceClaims = z.object({ sub: z.string().min(1), iat: z.int(), exp: z.int() });

/**
 * Signs and verifies the tokens of services. Their key is derived from the secret of users' tokens
 * (HKDF), so that neither kind of token verifies as the other.
 */
export class ServiceTokenService {
  private readonly keys: HmacKeys;
  private readonly signed = new Map<string, { token: string; at: number }>();
  private readonly verified = new LRUCache<string, { service: string; until: number }>({
    max: MAX_CACHED_TOKENS,
  });

  /** The parameters are the secrets of users' tokens: the current one, and previous ones. */
  constructor(current: string, ...previous: readonly string[]) {
    this.keys = new HmacKeys(derive(current), ...previous.map(derive));
  }

  /** A token of `service` for `audience`, valid for 30 to 60 s. */
  sign(service: string, audience: string): string {
    const name = `${service}>${audience}`;
    const known = this.signed.get(name);
    if (known && Date.now() - known.at < REUSE_MS) return known.token;
    const token = this.keys.sign({}, { subject: service, audience, expiresIn: LIFE_SECONDS });
    this.signed.set(name, { token, at: Date.now() });
    return token;
  }

  /**
   * The service that sent a token.
   *
   * @throws ServiceError `unauthenticated` unless the token is from a service, for `audience`,
   * valid now, and for at most 60 s.
   */
  verify(token: string, audience: string): string {
    const name = `${audience}<${token}`;
    const known = this.verified.get(name);
    if (known && Date.now() < known.until) return known.service;
    const { sub, exp } = this.verifySignature(token, audience);
    this.verified.set(name, { service: sub, until: exp * 1000 });
    return sub;
  }

  private verifySignature(token: string, audience: string) {
    try {
      const claims = serviceClaims.parse(this.keys.verify(token, { audience }));
      if (claims.exp - claims.iat > LIFE_SECONDS) throw new Error('is valid for too long');
      if (claims.iat > Date.now() / 1000 + MAX_SKEW_SECONDS) throw new Error('not valid yet');
      return claims;
    } catch (cause) {
      if (!(cause instanceof TokenExpiredError)) noteRejectedToken();
      throw new ServiceError(authKernelErrors.unauthenticated, { cause });
    }
  }
}

function derive(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', KEY_PURPOSE, KEY_BYTES));
}
