import { describeEvents } from './events.suite.js';
import { describeOperations } from './operations.suite.js';
import { describeRetention } from './retention.suite.js';

describeEvents('on a server');
describeEvents('on a server, numbered when read', { numberedWhen: 'read' });
describeOperations('on a server');
describeRetention('on a server');
