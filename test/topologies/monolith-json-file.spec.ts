import { describeProduct } from '../e2e/index.js';
import { monolith } from './monolith.js';
import { embedded } from './storage.js';

describeProduct(monolith('items in a JSON file', embedded, 'json-file'), { itemsOnly: true });
