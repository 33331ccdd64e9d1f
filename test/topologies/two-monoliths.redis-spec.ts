import { describeProduct } from '../e2e/index.js';
import { monoliths } from './scaled.js';
import { oneDatabase, withRedis } from './storage.js';

describeProduct(monoliths('one database, sessions in Redis', withRedis(oneDatabase)));
