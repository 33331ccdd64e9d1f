import { describeEmails } from './emails.suite.js';
import { describePage } from './index.js';
import { startMonolith } from './page-system.js';
import { describeReset } from './reset.suite.js';
import { describeSpeed } from './speed.suite.js';

describePage(
  'the page of the monolith',
  () => startMonolith(),
  (stage) => {
    describeReset(stage);
    describeEmails(stage);
    describe('speed', () => describeSpeed(stage));
  },
);
