/** The name of the product in identifiers; the server has the same. */
export const PRODUCT = 'seam';
