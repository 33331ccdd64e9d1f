import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import { OneTimeCodes, type TotpSetup } from '../core/ports/factors/one-time-codes.js';

const SEED_BYTES = 20;
/** The library throws for digits outside ASCII. */
const CODE = /^[0-9]{6}$/;
/** What fits into a QR code that phones read well. */
const MAX_LABEL = 100;
/**
 * The standard asks for four empty modules around a code. One fixed mask of the eight, which readers know from
 * the code: comparing all takes four times as long, and no request is served meanwhile.
 */
const QR = { ecc: 'M', border: 4, pixelSize: 4, maskPattern: 0 } as const;

/** Codes as all apps make them: several ignore other parameters than the defaults. */
export class OtpauthCodes extends OneTimeCodes {
  /** @param issuer what apps show: the name of the product */
  constructor(private readonly issuer: string) {
    super();
  }

  override newSeed(): Uint8Array {
    return randomBytes(SEED_BYTES);
  }

  override setup(seed: Uint8Array, account: string): TotpSetup {
    const totp = this.totpOf(seed, [...account].slice(0, MAX_LABEL).join(''));
    const uri = totp.toString();
    return { uri, secret: totp.secret.base32, qrSvg: renderSVG(uri, QR) };
  }

  override stepOf(seed: Uint8Array, code: string, at: Date): number | undefined {
    if (!CODE.test(code)) return undefined;
    const timestamp = at.getTime();
    const totp = this.totpOf(seed);
    const delta = totp.validate({ token: code, timestamp, window: 1 });
    return delta === null ? undefined : totp.counter({ timestamp }) + delta;
  }

  private totpOf(seed: Uint8Array, label?: string): TOTP {
    const secret = new Secret({ buffer: Uint8Array.from(seed).buffer });
    return new TOTP({ issuer: this.issuer, secret, ...(label !== undefined && { label }) });
  }
}
