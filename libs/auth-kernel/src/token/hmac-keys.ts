import { createHmac, createSecretKey } from 'node:crypto';
import {
  JwtService,
  type JwtSignOptions,
  type JwtVerifyOptions,
  TokenExpiredError,
} from '@nestjs/jwt';

const ALGORITHM = 'HS256';
const KEY_ID_PURPOSE = 'seam/kid';
/** 72 bits tell keys apart, and are no help in guessing one. */
const KEY_ID_BYTES = 9;

interface Key {
  id: string;
  jwt: JwtService;
}

/**
 * Signs and verifies tokens (HS256) with secrets that both sides know. The current one
 * signs, and previous ones verify too, so that a secret can be replaced while tokens of
 * the one before are still in use. Tokens name their key in the header `kid`.
 */
export class HmacKeys {
  private readonly keys: readonly [Key, ...Key[]];

  constructor(current: string | Buffer, ...previous: readonly (string | Buffer)[]) {
    this.keys = [toKey(current), ...previous.map(toKey)];
  }

  /** The same payload gives the same token, if it says itself when it was made. */
  sign(payload: object, options: Omit<JwtSignOptions, 'algorithm' | 'keyid'> = {}): string {
    const [{ id, jwt }] = this.keys;
    return jwt.sign(payload, { ...options, algorithm: ALGORITHM, keyid: id });
  }

  /**
   * The payload of a token that one of the keys has signed and that has not expired.
   *
   * @throws what jsonwebtoken says of any other token: `TokenExpiredError` and others
   */
  verify(token: string, options: Omit<JwtVerifyOptions, 'algorithms'> = {}): unknown {
    let failure: unknown = new Error('it was signed with a key that is not known here');
    for (const { jwt } of this.candidates(token)) {
      try {
        return jwt.verify(token, { ...options, algorithms: [ALGORITHM] });
      } catch (error) {
        if (error instanceof TokenExpiredError) throw error; // it is this key's
        failure = error;
      }
    }
    throw failure;
  }

  /** The key that the token names. Tokens of earlier versions name none: then any may fit. */
  private candidates(token: string): readonly Key[] {
    const named = keyIdOf(token);
    return named === undefined ? this.keys : this.keys.filter(({ id }) => id === named);
  }
}

/** Given as it is, jsonwebtoken would try with each token whether a secret is a public key. */
function toKey(secret: string | Buffer): Key {
  const key = createSecretKey(Buffer.from(secret as Buffer));
  const id = createHmac('sha256', key).update(KEY_ID_PURPOSE).digest().subarray(0, KEY_ID_BYTES);
  return { id: id.toString('base64url'), jwt: new JwtService({ privateKey: key, publicKey: key }) };
}

function keyIdOf(token: string): unknown {
  try {
    const header = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString();
    return (JSON.parse(header) as { kid?: unknown }).kid;
  } catch {
    return undefined; // no token at all: verifying says what is wrong with it
  }
}
