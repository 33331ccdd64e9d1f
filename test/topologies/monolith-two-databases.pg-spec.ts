import { describeProduct } from '../e2e/index.js';
import { monolith } from './monolith.js';
import { twoDatabases } from './storage.js';

describeProduct(monolith('two databases', twoDatabases));
