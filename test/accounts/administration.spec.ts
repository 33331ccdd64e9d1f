import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { describeAdministering } from './administration.suite.js';
import { describeRequiredFactor } from './required-factor.suite.js';

describeAdministering(split('embedded'));
describeRequiredFactor(monolith('embedded'));
