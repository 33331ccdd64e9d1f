import { describeProduct } from '../e2e/index.js';
import { partition, partitionsOf } from './partition.js';

for (const groups of partitionsOf()) describeProduct(partition(groups));
