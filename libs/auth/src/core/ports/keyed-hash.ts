/**
 * Hashes that only a holder of the secret can compute. A stored hash, such as that of an email or
 * an address, cannot be reversed by trying all values.
 */
export abstract class KeyedHash {
  /**
   * 32 bytes that depend on each text and on their order.
   *
   * @param purpose separates the hashes of different uses
   */
  abstract of(purpose: string, ...texts: readonly string[]): Buffer;

  /**
   * Whether `digest` is the result of {@link of}, under the current or a previous secret, or a
   * prefix of it. Constant time for digests of one length.
   */
  abstract isOf(digest: Buffer, purpose: string, ...texts: readonly string[]): boolean;
}
