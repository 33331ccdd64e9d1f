import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';
import { describeStorm } from './storm.suite.js';

describeStorm(split('two databases', twoDatabases));
describeStorm(monolith('two databases', twoDatabases));
