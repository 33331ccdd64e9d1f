import { describeProduct } from '../e2e/index.js';
import { monolith } from './monolith.js';

describeProduct(monolith('embedded databases'));
