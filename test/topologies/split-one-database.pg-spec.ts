import { describeProduct } from '../e2e/index.js';
import { split } from './split.js';
import { oneDatabase } from './storage.js';

describeProduct(split('one database', oneDatabase));
