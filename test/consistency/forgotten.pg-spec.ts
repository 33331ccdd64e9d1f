import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { oneDatabase, twoDatabases } from '../topologies/storage.js';
import { describeForgotten } from './forgotten.suite.js';

describeForgotten(monolith('one database', oneDatabase));
describeForgotten(split('two databases', twoDatabases));
