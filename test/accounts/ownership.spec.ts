import { monolith } from '../topologies/monolith.js';
import { describeOwnership } from './ownership.suite.js';

describeOwnership(monolith('embedded'));
