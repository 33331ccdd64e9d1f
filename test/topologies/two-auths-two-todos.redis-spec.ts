import { BOTH, describeProduct } from '../e2e/index.js';
import { authsAndTodos } from './scaled.js';
import { oneDatabase, withRedis } from './storage.js';

describeProduct(authsAndTodos('one database, sessions in Redis', withRedis(oneDatabase)), {
  leavesOut: BOTH,
});
