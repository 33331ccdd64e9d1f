/** Where passkeys are used. */
export interface Site {
  /** Such as `https://todo.example.com`. */
  origin: string;
  /** The host of it: the passkeys of a product are bound to it for good. */
  rpId: string;
}

/** The owner of a passkey, as authenticators store it. */
export interface PasskeyOwner {
  /** The public id of the user. */
  handle: string;
  /** What the device shows: the email. */
  name: string;
}

/** What a browser needs to know of a passkey to find it. */
export interface KnownPasskey {
  credentialId: string;
  transports: string[];
}

/** The JSON that browsers take and give (WebAuthn level 3, 5.1.8 and 5.1.9). */
export type BrowserOptions = Record<string, unknown>;
export interface BrowserAnswer {
  /** The credential. */
  id: string;
  response: {
    clientDataJSON: string;
    /** The owner, as the authenticator stored it. */
    userHandle?: string | undefined;
  };
}

/** What a browser is asked for. */
export interface Asked {
  site: Site;
  /** In base64url. */
  challenge: string;
}

export interface AskedUse extends Asked {
  /** Whether the passkey must verify the user, by a PIN or a finger: it is the only proof. */
  isAlone: boolean;
}

export interface NewCredential {
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  isBackedUp: boolean;
}

/** A right answer of a passkey. */
export interface VerifiedUse {
  counter: number;
  isBackedUp: boolean;
}

/**
 * The ceremonies of WebAuthn. They check signatures, challenge, origin and flags. Whose passkey it is,
 * whether the challenge was used, and the rule of counters are for the caller.
 */
export abstract class PasskeyCeremonies {
  abstract registrationOptions(
    asked: Asked,
    owner: PasskeyOwner,
    known: readonly KnownPasskey[],
  ): Promise<BrowserOptions>;

  /** `undefined` for a wrong answer, whatever is wrong with it. */
  abstract verifyRegistration(
    asked: Asked,
    answer: BrowserAnswer,
  ): Promise<NewCredential | undefined>;

  /** @param known those of a user; without them the browser offers all that it has for the site */
  abstract useOptions(asked: AskedUse, known?: readonly KnownPasskey[]): Promise<BrowserOptions>;

  /** `undefined` for a wrong answer, whatever is wrong with it. */
  abstract verifyUse(
    asked: AskedUse,
    answer: BrowserAnswer,
    key: KnownPasskey & { publicKey: Uint8Array },
  ): Promise<VerifiedUse | undefined>;
}
