import { describeEvents } from './events.suite.js';
import { describeOperations } from './operations.suite.js';
import { describeRetention } from './retention.suite.js';

describeEvents('embedded');
describeEvents('embedded, numbered when read', { numberedWhen: 'read' });
describeOperations('embedded');
describeRetention('embedded');
