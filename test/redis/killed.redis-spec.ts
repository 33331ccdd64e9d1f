import { describePasswordKilled } from '../support/password-killed.suite.js';
import { twoDatabases, withRedis } from '../topologies/storage.js';

describePasswordKilled('in Redis', withRedis(twoDatabases));
