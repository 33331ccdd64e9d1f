import { BOTH, describeProduct } from '../e2e/index.js';
import { monolith } from './monolith.js';
import { oneDatabase } from './storage.js';

describeProduct(monolith('one database', oneDatabase), { leavesOut: BOTH });
