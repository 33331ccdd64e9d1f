export { PRODUCT, PRODUCT_NAME, problemType } from './product.js';
