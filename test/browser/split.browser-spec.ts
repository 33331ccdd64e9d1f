import { describePage } from './index.js';
import { startSplit } from './page-system.js';
import { describeRequests } from './reset.suite.js';

describePage(
  'the page behind a reverse proxy, with auth and todo in two processes',
  startSplit,
  describeRequests,
  { isVariant: true },
);
