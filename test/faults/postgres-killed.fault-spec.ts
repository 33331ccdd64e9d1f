import { describeKill } from './kill.suite.js';
import { monolithOnServer, splitOnServer } from './stages.js';

describeKill('split, two databases, and PostgreSQL', splitOnServer);
describeKill('monolith, two databases, and PostgreSQL', monolithOnServer);
