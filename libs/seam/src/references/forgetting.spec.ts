import { describeForgetting } from './forgetting.suite.js';
import { ONE_BINDING } from '../testing/bindings.suite.js';

describeForgetting('embedded', ONE_BINDING);
