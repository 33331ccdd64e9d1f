import { describeEvents } from './events.suite.js';

describeEvents('on a server');
