import { integerText } from './integer.js';

const MOST = 100;
const USUAL = 50;

/** How many entries a page of a list has at most: the query parameter `limit`. */
export const pageLimit = integerText(1, MOST)
  .default(USUAL)
  .meta({ type: 'integer', minimum: 1, maximum: MOST, default: USUAL });
