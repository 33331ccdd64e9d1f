import { describeProduct } from '../e2e/index.js';
import { split } from './split.js';
import { twoDatabases } from './storage.js';

describeProduct(split('two databases', twoDatabases));
