import { describeEventCursors } from '../../../glue/src/events/event-cursors.suite.js';
import { openDepot } from './depot.suite.js';
import { describeEvents } from './events.suite.js';
import { describeOperations } from './operations.suite.js';
import { describeRetention } from './retention.suite.js';
import { describeSnapshots } from './snapshots.suite.js';
import { ONE_BINDING } from '../testing/bindings.suite.js';

describeEvents('embedded');
describeEvents('embedded, numbered when read', { numberedWhen: 'read', bindings: ONE_BINDING });
describeOperations('embedded', ONE_BINDING);
describeRetention('embedded', ONE_BINDING);
describeSnapshots('embedded', 200, { bindings: ONE_BINDING });
describeEventCursors('embedded', () => openDepot(1), { hasSnapshots: true });
