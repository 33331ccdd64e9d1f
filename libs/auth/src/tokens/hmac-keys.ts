import { createHmac, createSecretKey } from 'node:crypto';
import { JwtService, TokenExpiredError } from '@nestjs/jwt';
import { PRODUCT } from '#glue/product';

const ALGORITHM = 'HS256';
const KEY_ID_PURPOSE = `${PRODUCT}/kid`;
/** 72 bits identify a key, and do not help to guess it. */
const KEY_ID_BYTES = 9;

interface Key {
  id: string;
  jwt: JwtService;
}

/**
 * Signs and verifies tokens (HS256) with shared secrets. The current secret signs. Previous secrets
 * only verify, so that the secret can be rotated while tokens are in use. Tokens name their key in
 * the header `kid`.
 */
export class HmacKeys {
  private readonly keys: readonly [Key, ...Key[]];

  constructor(current: string | Buffer, ...previous: readonly (string | Buffer)[]) {
    this.keys = [toKey(current), ...previous.map(toKey)];
  }

  /** The token of a payload. Deterministic if the payload has its own `iat`. */
  sign(payload: object): string {
    const [{ id, jwt }] = this.keys;
    return jwt.sign(payload, { algorithm: ALGORITHM, keyid: id });
  }

  /**
   * The payload of a token that one of the keys has signed and that has not expired.
   *
   * @throws the error of jsonwebtoken for any other token: `TokenExpiredError` and others
   */
  verify(token: string): unknown {
    let failure: unknown = new Error('the token was signed with an unknown key');
    for (const { jwt } of this.candidates(token)) {
      try {
        return jwt.verify(token, { algorithms: [ALGORITHM] });
      } catch (error) {
        if (error instanceof TokenExpiredError) throw error; // the token names this key
        failure = error;
      }
    }
    throw failure;
  }

  /**
   * The keys to try: the one that the token names, or all for tokens of earlier versions, which
   * name none.
   */
  private candidates(token: string): readonly Key[] {
    const named = keyIdOf(token);
    return named === undefined ? this.keys : this.keys.filter(({ id }) => id === named);
  }
}

/** A KeyObject: with a string, jsonwebtoken tries to parse a public key for each token. */
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
    return undefined; // not a token: verifying returns the reason
  }
}
