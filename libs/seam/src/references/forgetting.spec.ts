import { describeForgetting } from './forgetting.suite.js';

describeForgetting('embedded');
