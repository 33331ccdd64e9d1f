import { Logger } from '@nestjs/common';
import { PRODUCT_NAME } from '#glue/product';
import { reasonOf } from '#glue/errors';
import {
  type Asked,
  type AskedUse,
  type BrowserAnswer,
  type BrowserOptions,
  type KnownPasskey,
  type NewCredential,
  PasskeyCeremonies,
  type PasskeyOwner,
  type VerifiedUse,
} from '../core/ports/factors/passkey-ceremonies.js';
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { withoutAttestation } from './without-attestation.js';

/**
 * EdDSA, ES256 and RS256. The default of the library depends on the version of Node: a key that was made
 * on one process might be of no use to another.
 */
const ALGORITHMS = [-8, -7, -257];
const TIMEOUT_MS = 60_000;
const MAX_ID_LENGTH = 1_364;

/** Loaded on demand: it is large, and most requests need none of it. */
const library = () => import('@simplewebauthn/server');

/**
 * The ceremonies, by `@simplewebauthn/server`. Attestation is not asked for, and removed unread: no make of key is
 * refused.
 */
export class WebauthnCeremonies extends PasskeyCeremonies {
  private readonly logger = new Logger(WebauthnCeremonies.name);

  override async registrationOptions(
    { site, challenge }: Asked,
    { handle, name }: PasskeyOwner,
    known: readonly KnownPasskey[],
  ): Promise<BrowserOptions> {
    const { generateRegistrationOptions } = await library();
    const options = await generateRegistrationOptions({
      ...{ rpName: PRODUCT_NAME, rpID: site.rpId, userName: name, userID: Buffer.from(handle) },
      ...{ challenge: bytesOf(challenge), timeout: TIMEOUT_MS, attestationType: 'none' },
      excludeCredentials: known.map(descriptorOf),
      // A fresh object: the library writes into it.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    return { ...options };
  }

  override verifyRegistration(
    { site, challenge }: Asked,
    answer: BrowserAnswer,
  ): Promise<NewCredential | undefined> {
    return this.orRefused(async () => {
      const { verifyRegistrationResponse } = await library();
      const { registrationInfo } = await verifyRegistrationResponse({
        response: await withoutAttestation(answer as unknown as RegistrationResponseJSON),
        ...{ expectedChallenge: challenge, ...expected(site), requireUserVerification: true },
        supportedAlgorithmIDs: ALGORITHMS,
      });
      // WebAuthn level 3, 4: at most 1,023 bytes. A longer one would not fit into an index.
      if (!registrationInfo || registrationInfo.credential.id.length > MAX_ID_LENGTH)
        return undefined;
      const { credential, credentialBackedUp: isBackedUp } = registrationInfo;
      const { id: credentialId, publicKey, counter, transports = [] } = credential;
      return { credentialId, publicKey, counter, transports, isBackedUp };
    });
  }

  override async useOptions(
    { site, challenge, isAlone }: AskedUse,
    known?: readonly KnownPasskey[],
  ): Promise<BrowserOptions> {
    const { generateAuthenticationOptions } = await library();
    const options = await generateAuthenticationOptions({
      ...{ rpID: site.rpId, challenge: bytesOf(challenge), timeout: TIMEOUT_MS },
      ...(known && { allowCredentials: known.map(descriptorOf) }),
      userVerification: isAlone ? 'required' : 'preferred',
    });
    return { ...options };
  }

  override verifyUse(
    { site, challenge, isAlone }: AskedUse,
    answer: BrowserAnswer,
    { credentialId: id, publicKey }: KnownPasskey & { publicKey: Uint8Array },
  ): Promise<VerifiedUse | undefined> {
    return this.orRefused(async () => {
      const { verifyAuthenticationResponse } = await library();
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: answer as unknown as AuthenticationResponseJSON,
        ...{ expectedChallenge: challenge, ...expected(site), requireUserVerification: isAlone },
        // The rule of counters is the caller's, which can tell a copied key from a wrong answer.
        credential: { id, publicKey: Uint8Array.from(publicKey), counter: 0 },
      });
      if (!verified) return undefined;
      const { newCounter: counter, credentialBackedUp: isBackedUp } = authenticationInfo;
      return { counter, isBackedUp };
    });
  }

  /** The library throws for most of what can be wrong, also for malformed answers. */
  private async orRefused<T>(verify: () => Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await verify();
    } catch (error) {
      this.logger.debug(`the answer of a passkey was refused: ${reasonOf(error)}`);
      return undefined;
    }
  }
}

function expected({ origin, rpId }: Asked['site']) {
  return { expectedOrigin: origin, expectedRPID: rpId };
}

/** As bytes: the library would encode a text once more. */
function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(challenge, 'base64url'));
}

function descriptorOf({ credentialId: id, transports }: KnownPasskey) {
  return { id, transports: transports as AuthenticatorTransport[] };
}
