import { apart, partition } from './partition.js';
import { oneDatabase } from './storage.js';
import { describeWalk } from './walk-through.suite.js';

describeWalk(partition(apart(), oneDatabase));
