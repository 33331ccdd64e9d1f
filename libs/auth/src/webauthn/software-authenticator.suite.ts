/** An authenticator in software, for tests: ECDSA P-256, attestation `none`. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { BrowserAnswer, Site } from '../core/ports/factors/passkey-ceremonies.js';

/** Bits of authenticator data. */
export const [PRESENT, VERIFIED, ELIGIBLE, BACKED_UP, ATTESTED] = [1, 4, 8, 16, 64] as const;

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();

/** What an attacker, or another device, changes. */
interface Over {
  origin?: string;
  rpId?: string;
  flags?: number;
  counter?: number;
  userHandle?: string;
  id?: string;
  type?: string;
  /** The format of the attestation, and its statement. */
  attestation?: [fmt: string, statement: Map<string, unknown>];
}

export class SoftwareAuthenticator {
  readonly id = randomBytes(32);
  counter = 0;
  private readonly key: KeyObject;
  private readonly publicKey: KeyObject;

  /** @param countsUses as a device with one copy of the key does */
  constructor(
    private readonly site: Site,
    private readonly countsUses = true,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    [this.key, this.publicKey] = [privateKey, publicKey];
  }

  get credentialId(): string {
    return this.id.toString('base64url');
  }

  register(challenge: string, over: Over = {}): BrowserAnswer {
    const { flags = PRESENT | VERIFIED | ATTESTED } = over;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const key = Buffer.from(isoCBOR.encode(this.coseKey()));
    const authData = Buffer.concat([
      ...[
        this.authenticatorData(flags, this.counter, over),
        Buffer.alloc(16),
        length,
        this.id,
        key,
      ],
    ]);
    const [fmt, statement] = over.attestation ?? ['none', new Map()];
    const attestation = new Map<string, unknown>([
      ['fmt', fmt],
      ['attStmt', statement],
      ['authData', Uint8Array.from(authData)],
    ]);
    const attestationObject = Buffer.from(isoCBOR.encode(attestation as never));
    return this.answer(this.clientData('webauthn.create', challenge, over), over, {
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    });
  }

  use(challenge: string, over: Over = {}): BrowserAnswer {
    const { flags = PRESENT | VERIFIED, counter = this.next(), userHandle } = over;
    const clientData = this.clientData('webauthn.get', challenge, over);
    const authData = this.authenticatorData(flags, counter, over);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.key);
    return this.answer(clientData, over, {
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      ...(userHandle !== undefined && {
        userHandle: Buffer.from(userHandle).toString('base64url'),
      }),
    });
  }

  private next(): number {
    if (this.countsUses) this.counter += 1;
    return this.counter;
  }

  private answer(clientData: Buffer, { id = this.credentialId }: Over, rest: object) {
    const response = { clientDataJSON: clientData.toString('base64url'), ...rest };
    const answer = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
    return answer as BrowserAnswer;
  }

  private clientData(usual: string, challenge: string, { origin, type = usual }: Over): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: origin ?? this.site.origin }));
  }

  private authenticatorData(flags: number, counter: number, { rpId }: Over): Buffer {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags);
    rest.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId ?? this.site.rpId), rest]);
  }

  /** RFC 9053, 7.1.1: an elliptic curve key, ES256, P-256. */
  private coseKey(): never {
    const { x, y } = this.publicKey.export({ format: 'jwk' });
    const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));
    const entries: [number, unknown][] = [
      ...([
        [1, 2],
        [3, -7],
        [-1, 1],
      ] as [number, number][]),
      [-2, bytes(x!)],
      [-3, bytes(y!)],
    ];
    return new Map(entries) as never;
  }
}
