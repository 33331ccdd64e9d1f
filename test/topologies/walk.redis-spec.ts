import { apart, partition } from './partition.js';
import { twoDatabases, withRedis } from './storage.js';
import { describeWalk } from './walk-through.suite.js';

describeWalk(partition(apart(), withRedis(twoDatabases)));
