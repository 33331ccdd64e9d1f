import { monolith } from '../topologies/monolith.js';
import { describeKill } from './kill.suite.js';

describeKill(monolith('embedded databases'));
