import { describeEventCursors } from '../../../glue/src/events/event-cursors.suite.js';
import { openDepot } from './depot.suite.js';
import { describeEvents } from './events.suite.js';
import { describeOperations } from './operations.suite.js';
import { describeRetention } from './retention.suite.js';
import { describeSnapshots } from './snapshots.suite.js';

describeEvents('on a server');
describeEvents('on a server, numbered when read', { numberedWhen: 'read' });
describeOperations('on a server');
describeRetention('on a server');
describeSnapshots('on a server', 1_000);
describeSnapshots('on a server, numbered when read', 1_000, { numberedWhen: 'read' });
describeEventCursors('on a server', () => openDepot(1), { hasSnapshots: true });
