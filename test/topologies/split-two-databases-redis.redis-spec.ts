import { describeProduct } from '../e2e/index.js';
import { split } from './split.js';
import { twoDatabases, withRedis } from './storage.js';

describeProduct(split('two databases, sessions in Redis', withRedis(twoDatabases)));
