import { monolith } from '../topologies/monolith.js';
import { describeKill } from './kill.suite.js';
import { withoutServer } from './stages.js';

describeKill('monolith, embedded databases', () => withoutServer(monolith('embedded databases')));
