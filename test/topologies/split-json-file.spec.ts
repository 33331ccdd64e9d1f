import { BOTH, describeProduct } from '../e2e/index.js';
import { split } from './split.js';
import { embedded } from './storage.js';

describeProduct(split('items in a JSON file', embedded, 'json-file'), {
  itemsOnly: true,
  leavesOut: BOTH,
});
