/** How an app learns a seed. */
export interface TotpSetup {
  /** For apps on the same device: `otpauth://…`. */
  uri: string;
  /** The seed as people type it: base 32. */
  secret: string;
  /** The URI as an image. It shows the seed: never stored, logged or cached. */
  qrSvg: string;
}

/** Time-based one-time passwords (RFC 6238) as all apps make them: SHA-1, 6 digits, 30 seconds. */
export abstract class OneTimeCodes {
  /** 20 random bytes. */
  abstract newSeed(): Uint8Array;

  /** @param account what the app shows beside the product, such as an email */
  abstract setup(seed: Uint8Array, account: string): TotpSetup;

  /**
   * The time step whose code this is: the present one, the one before, or the next one, for clocks that
   * differ. `undefined` for any other text. Whether the step was used before is for the caller.
   */
  abstract stepOf(seed: Uint8Array, code: string, at: Date): number | undefined;
}
