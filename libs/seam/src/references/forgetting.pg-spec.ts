import { describeForgetting } from './forgetting.suite.js';

describeForgetting('on a server');
