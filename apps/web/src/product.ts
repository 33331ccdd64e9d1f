/** The name of the product in identifiers; the server has the same. */
export const PRODUCT = 'seam';

/** The name of the product on the page. */
export const TITLE = 'Seam';
