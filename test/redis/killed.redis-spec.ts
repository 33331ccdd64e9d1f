import { describeResetKilled } from '../mail/reset-killed.suite.js';
import { describePasswordKilled } from '../support/password-killed.suite.js';
import { twoDatabases, withRedis } from '../topologies/storage.js';

describePasswordKilled('in Redis', withRedis(twoDatabases));
describeResetKilled('in Redis', withRedis(twoDatabases));
