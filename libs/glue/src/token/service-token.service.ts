import { hkdfSync } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import { z } from 'zod';
import { ServiceError } from '../errors/index.js';

const ALGORITHM = 'HS256';
const LIFE_SECONDS = 60;
/** A token is used again for the first half of its life, so that none expires on its way. */
const REUSE_MS = (LIFE_SECONDS / 2) * 1000;
const KEY_PURPOSE = 'seam/service';
const KEY_BYTES = 32;

const serviceClaims = z.object({ sub: z.string().min(1), iat: z.int(), exp: z.int() });

/**
 * Signs and verifies the tokens by which services speak for themselves. Their key
 * is derived from the secret of users' tokens (HKDF), so that neither kind of
 * token verifies as the other.
 */
export class ServiceTokenService {
  private readonly jwt: JwtService;
  private readonly signed = new Map<string, { token: string; at: number }>();

  /** @param secret the secret of users' tokens */
  constructor(secret: string) {
    const key = Buffer.from(hkdfSync('sha256', secret, '', KEY_PURPOSE, KEY_BYTES));
    this.jwt = new JwtService({ secret: key });
  }

  /** A token of `service` for `audience`, good for at least 30 and at most 60 s. */
  sign(service: string, audience: string): string {
    const name = `${service}>${audience}`;
    const known = this.signed.get(name);
    if (known && Date.now() - known.at < REUSE_MS) return known.token;
    const token = this.jwt.sign(
      {},
      {
        algorithm: ALGORITHM,
        subject: service,
        audience,
        expiresIn: LIFE_SECONDS,
      },
    );
    this.signed.set(name, { token, at: Date.now() });
    return token;
  }

  /**
   * The service that a token speaks for.
   *
   * @throws ServiceError `unauthenticated` for any token that is not one of a
   * service for `audience`, or claims a life of more than 60 s.
   */
  verify(token: string, audience: string): string {
    try {
      const payload: unknown = this.jwt.verify(token, {
        algorithms: [ALGORITHM],
        audience,
      });
      const { sub, iat, exp } = serviceClaims.parse(payload);
      if (exp - iat > LIFE_SECONDS) throw new Error('lives too long');
      return sub;
    } catch (cause) {
      throw new ServiceError('unauthenticated', { cause });
    }
  }
}
