/**
 * The name of the product in identifiers: realms, the types of errors, the keys of stores. Clients
 * and stores lose what they keep under it when `npm run rename` replaces it.
 */
export const PRODUCT = 'seam';

export const PRODUCT_NAME = 'Seam';

/** The `type` of a problem (RFC 9457) with this code. */
export function problemType(code: string): string {
  return `urn:${PRODUCT}:error:${code}`;
}
