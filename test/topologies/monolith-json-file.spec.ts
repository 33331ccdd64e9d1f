import { describeProduct } from '../e2e/index.js';
import { monolith } from './monolith.js';

describeProduct(monolith('monolith, items in a JSON file', 'json-file'));
