import { describeEvents } from './events.suite.js';
import { describeOperations } from './operations.suite.js';

describeEvents('embedded');
describeEvents('embedded, numbered when read', { numberedWhen: 'read' });
describeOperations('embedded');
