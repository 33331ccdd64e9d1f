import { describeReferences } from './references.suite.js';

describeReferences('on a server');
