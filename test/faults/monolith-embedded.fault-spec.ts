import { monolith } from '../topologies/monolith.js';
import { describeKill } from './kill.suite.js';

describeKill(monolith('monolith, embedded databases', 'postgres'));
