import { describeProduct } from '../e2e/index.js';
import { isExtreme, partition, testedPartitions } from './partition.js';
import { describeWalk } from './walk-through.suite.js';

// What is between the extremes has nothing that these two do not have.
for (const groups of testedPartitions()) {
  if (isExtreme(groups)) describeProduct(partition(groups));
  else describeWalk(partition(groups));
}
