import { describeJoining } from './joining.suite.js';

describeJoining('embedded');
