import { describeProduct } from '../e2e/index.js';
import { split } from './split.js';
import { oneDatabase, withRedis } from './storage.js';

describeProduct(split('one database, sessions in Redis', withRedis(oneDatabase)));
