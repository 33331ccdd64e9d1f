import { split } from '../topologies/split.js';
import { oneDatabase, withRedis } from '../topologies/storage.js';
import { describeOwnership } from './ownership.suite.js';

describeOwnership(split('one database, sessions in Redis', withRedis(oneDatabase)));
