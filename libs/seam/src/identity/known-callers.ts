import { decodeProtectedHeader, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { PublicKeys } from '#glue/keys';
import { CallerVerifier } from '../http-provider/caller-verifier.js';
import { LIFE_SECONDS, MAX_SKEW_SECONDS } from './own-identity.js';

/** Each caller has one or two tokens at a time. */
const MAX_CACHED_TOKENS = 1_000;

/** Recognizes the contexts that call by their public keys. */
export class KnownCallers extends CallerVerifier {
  private readonly verified = new LRUCache<string, { caller: string; until: number }>({
    max: MAX_CACHED_TOKENS,
  });

  constructor(private readonly keys: PublicKeys) {
    super();
  }

  override verify(token: string, audience: string): string | Promise<string> {
    const name = `${audience}<${token}`;
    const known = this.verified.get(name);
    if (known && Date.now() < known.until) return known.caller;
    return this.verifySignature(token, audience).then(({ caller, exp }) => {
      this.verified.set(name, { caller, until: exp * 1_000 });
      return caller;
    });
  }

  private async verifySignature(token: string, audience: string) {
    const known = await this.keys.find(decodeProtectedHeader(token).kid ?? '');
    if (!known) throw new Error('signed with an unknown key');
    const { owner: caller, key } = known;
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      audience,
      issuer: caller,
      clockTolerance: MAX_SKEW_SECONDS,
      maxTokenAge: LIFE_SECONDS,
      requiredClaims: ['exp'],
    });
    const { exp, iat } = payload as { exp: number; iat: number };
    if (exp - iat > LIFE_SECONDS) throw new Error('valid for too long');
    return { caller, exp };
  }
}
