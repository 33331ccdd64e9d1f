import { describeReferences, describeSecondUse } from './references.suite.js';

describeReferences('embedded');
describeSecondUse();
