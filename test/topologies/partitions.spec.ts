import { describeProduct } from '../e2e/index.js';
import { partition, partitionsOf } from './partition.js';

it('there are five partitions of three contexts', () => {
  expect(partitionsOf(['a', 'b', 'c'])).toHaveLength(5);
});

for (const groups of partitionsOf()) describeProduct(partition(groups));
