import type { BrowserAnswer } from '../ports/factors/passkey-ceremonies.js';
import type { Proof } from './ways-in.js';

/** A second factor that a client sends. */
export type GivenFactor =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery-code'; readonly code: string }
  | { readonly kind: 'passkey'; readonly answer: BrowserAnswer };

/** A right answer, which counts once it is spent. */
export interface CheckedFactor {
  readonly proof: Proof;
  /**
   * Uses it up, in the open transaction: that of what it is for.
   *
   * @throws ServiceError as for a wrong one, if it was used meanwhile
   */
  spend(): Promise<void>;
}
