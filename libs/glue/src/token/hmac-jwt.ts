import { createSecretKey } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';

/**
 * Signs and verifies with a secret that both sides know. Given as it is, jsonwebtoken
 * would try at each token whether it is a public key, which costs more than the rest.
 */
export function hmacJwt(secret: string | Buffer): JwtService {
  const key = createSecretKey(Buffer.from(secret as Buffer));
  return new JwtService({ privateKey: key, publicKey: key });
}
