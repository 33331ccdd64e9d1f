import { describeReferences, describeSecondUse } from './references.suite.js';
import { ONE_BINDING } from '../testing/bindings.suite.js';

describeReferences('embedded', ONE_BINDING);
describeSecondUse();
