import { describeProduct } from '../e2e/index.js';
import { split } from './split.js';

describeProduct(split('embedded databases'));
