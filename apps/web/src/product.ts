/** The name of the product on the page. */
export const TITLE = 'Seam';
