import { describeProduct } from '../e2e/index.js';
import { monolith } from './monolith.js';
import { oneDatabase, withRedis } from './storage.js';

describeProduct(monolith('one database, sessions in Redis', withRedis(oneDatabase)));
