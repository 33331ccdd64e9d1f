import { split } from '../topologies/split.js';
import { oneDatabase, withRedis } from '../topologies/storage.js';
import { describeAdministering } from './administration.suite.js';
import { describeRequiredFactor } from './required-factor.suite.js';

const inRedis = split('one database, sessions in Redis', withRedis(oneDatabase));
describeAdministering(inRedis);
describeRequiredFactor(inRedis);
