import { describeProduct } from '../e2e/index.js';
import { partition, partitionsOf } from './partition.js';
import { describeWalk } from './walk-through.suite.js';

/** One process, and a process per context: what is between them has nothing that these two do not have. */
const isExtreme = (groups: string[][]) =>
  groups.length === 1 || groups.every(({ length }) => length === 1);

for (const groups of partitionsOf()) {
  if (isExtreme(groups)) describeProduct(partition(groups));
  else describeWalk(partition(groups));
}
