import { describeEvents } from './events.suite.js';

describeEvents('on a server');
describeEvents('on a server, numbered when read', { numberedWhen: 'read' });
