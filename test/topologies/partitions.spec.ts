import { BOTH, describeProduct } from '../e2e/index.js';
import { isExtreme, partition, testedPartitions } from './partition.js';
import { describeWalk } from './walk-through.suite.js';

// monolith-embedded.spec.ts is the product in one process, and here it is in a process per context.
// What is between has nothing that these two do not have. The walk, with mails, is for all.
for (const groups of testedPartitions()) {
  if (isExtreme(groups) && groups.length > 1)
    describeProduct(partition(groups), { leavesOut: BOTH });
  describeWalk(partition(groups));
}
