import { describeEvents } from './events.suite.js';

describeEvents('embedded');
