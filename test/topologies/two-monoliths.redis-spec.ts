import { describeProduct } from '../e2e/index.js';
import { pooled } from './pooled.js';
import { monoliths } from './scaled.js';
import { twoDatabases, withRedis } from './storage.js';

describeProduct(
  monoliths('two databases behind PgBouncer, sessions in Redis', withRedis(pooled(twoDatabases))),
  { leavesOut: ['todo'] },
);
