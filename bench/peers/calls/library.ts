/** Makes the call once. */
export type Call = (turn: number) => Promise<unknown>;

/** The Ed25519 keys of the caller, DER in base64: the provider verifies who calls. */
export interface CallerKeys {
  privateKey: string;
  publicKey: string;
}

/** A library by which one part of a program calls another. */
export interface Library {
  readonly name: string;
  /** In process, if it has a way for that. */
  readonly local?: () => Promise<Call>;
  /** The provider in this process, on a free port. */
  readonly serve?: (keys: CallerKeys) => Promise<number>;
  /** The caller in this process. */
  readonly connect?: (port: number, keys: CallerKeys) => Promise<Call>;
}
