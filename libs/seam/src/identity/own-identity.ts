import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { keyId } from '#glue/keys';

/** The lifetime of a token. */
export const LIFE_SECONDS = 60;
/** How far the clocks of two processes may differ. */
export const MAX_SKEW_SECONDS = 30;
/** A token is reused for half its lifetime, so that none expires in transit. */
const REUSE_MS = (LIFE_SECONDS / 2) * 1000;

/** Signs the tokens with which a context calls others. */
export class OwnIdentity {
  private readonly tokens = new Map<string, { token: Promise<string>; at: number }>();

  constructor(
    /** The name of the context. */
    readonly name: string,
    private readonly key: KeyObject,
  ) {}

  /** A token for the context `audience`, valid for 30 to 60 s. */
  token(audience: string): Promise<string> {
    const known = this.tokens.get(audience);
    if (known && Date.now() - known.at < REUSE_MS) return known.token;
    const token = this.sign(audience);
    this.tokens.set(audience, { token, at: Date.now() });
    return token;
  }

  private async sign(audience: string): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA', kid: await keyId(this.key) })
      .setIssuer(this.name)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFE_SECONDS}s`)
      .sign(this.key);
  }
}
