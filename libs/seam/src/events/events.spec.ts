import { describeEvents } from './events.suite.js';

describeEvents('embedded');
describeEvents('embedded, numbered when read', { numberedWhen: 'read' });
