import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { describeAdministering } from './administration.suite.js';

describeAdministering(monolith('embedded'));
describeAdministering(split('embedded'));
