import { split } from '../topologies/split.js';
import { oneDatabase, withRedis } from '../topologies/storage.js';
import { describeAdministering } from './administration.suite.js';

describeAdministering(split('one database, sessions in Redis', withRedis(oneDatabase)));
