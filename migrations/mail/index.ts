import { Mails1795774931629 } from './1795774931629-mails.js';
import { Queue1795774931630 } from './1795774931630-queue.js';
import { Commands1795774931631 } from './1795774931631-commands.js';
import { EventCursors1795774931632 } from './1795774931632-event-cursors.js';
import { EventOperations1795779132757 } from './1795779132757-event-operations.js';
import { CommandSubjects1795781383358 } from './1795781383358-command-subjects.js';
import { TurnsByTime1795793342230 } from './1795793342230-turns-by-time.js';
import { SnapshotLoads1795793400541 } from './1795793400541-snapshot-loads.js';
import { PublicIds1795871773472 } from './1795871773472-public-ids.js';

/** The schema of mail, oldest first. `scripts/add-migration.sh mail <what>` adds to it. */
export const migrations = [
  Mails1795774931629,
  Queue1795774931630,
  Commands1795774931631,
  EventCursors1795774931632,
  EventOperations1795779132757,
  CommandSubjects1795781383358,
  TurnsByTime1795793342230,
  SnapshotLoads1795793400541,
  PublicIds1795871773472,
];
