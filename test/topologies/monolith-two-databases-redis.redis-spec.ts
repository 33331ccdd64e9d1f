import { describeProduct } from '../e2e/index.js';
import { monolith } from './monolith.js';
import { twoDatabases, withRedis } from './storage.js';

describeProduct(monolith('two databases, sessions in Redis', withRedis(twoDatabases)));
