import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { oneDatabase, twoDatabases } from '../topologies/storage.js';
import { describeDeletion } from './deletion.suite.js';

describeDeletion(monolith('one database', oneDatabase));
describeDeletion(monolith('two databases', twoDatabases));
describeDeletion(split('one database', oneDatabase));
describeDeletion(split('two databases', twoDatabases));
