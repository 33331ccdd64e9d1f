import { describeEventCursors } from '../../../glue/src/events/event-cursors.suite.js';
import { openDepot } from './depot.suite.js';
import { describeEvents } from './events.suite.js';
import { describeOperations } from './operations.suite.js';
import { describeRetention } from './retention.suite.js';
import { describeSnapshots } from './snapshots.suite.js';

describeEvents('embedded');
describeEvents('embedded, numbered when read', { numberedWhen: 'read' });
describeOperations('embedded');
describeRetention('embedded');
describeSnapshots('embedded', 200);
describeEventCursors('embedded', () => openDepot(1), { hasSnapshots: true });
