import { ItemsAndConnections1764000000000 } from './1764000000000-items-and-connections.js';
import { UserRefsAndCursor1795534622621 } from './1795534622621-user-refs-and-cursor.js';
import { OwnedCounts1795612314864 } from './1795612314864-owned-counts.js';
import { OwnSchema1795665500002 } from './1795665500002-own-schema.js';
import { InheritedItems1795678843262 } from './1795678843262-inherited-items.js';
import { EventCursors1795760060001 } from './1795760060001-event-cursors.js';
import { EventOperations1795775095956 } from './1795775095956-event-operations.js';
import { EventRetention1795777394001 } from './1795777394001-event-retention.js';
import { SnapshotLoads1795791369403 } from './1795791369403-snapshot-loads.js';
import { Audit1795849962373 } from './1795849962373-audit.js';
import { ListVersions1795882500000 } from './1795882500000-list-versions.js';
import { ListChanges1795960000000 } from './1795960000000-list-changes.js';
import { VersionsOfAllLists1796000000000 } from './1796000000000-versions-of-all-lists.js';
import { ItemDetails1796100000000 } from './1796100000000-item-details.js';
import { ItemRepetition1796150000000 } from './1796150000000-item-repetition.js';
import { Trash1796200000000 } from './1796200000000-trash.js';
import { KeyedWrites1796250000000 } from './1796250000000-keyed-writes.js';
import { Lists1796300000000 } from './1796300000000-lists.js';
import { ItemSearch1796400000000 } from './1796400000000-item-search.js';
import { Senders1796450000000 } from './1796450000000-senders.js';
import { Reminders1796500000000 } from './1796500000000-reminders.js';
import { Outbox1796500000001 } from './1796500000001-outbox.js';
import { Invitations1796600000000 } from './1796600000000-invitations.js';
import { SharedLists1796700000000 } from './1796700000000-shared-lists.js';
import { ItemWordsPlannedOnce1796800000000 } from './1796800000000-item-words-planned-once.js';

/** The schema of todo, oldest first. `scripts/add-migration.sh todo <what>` adds to it. */
export const migrations = [
  ItemsAndConnections1764000000000,
  UserRefsAndCursor1795534622621,
  OwnedCounts1795612314864,
  OwnSchema1795665500002,
  InheritedItems1795678843262,
  EventCursors1795760060001,
  EventOperations1795775095956,
  EventRetention1795777394001,
  SnapshotLoads1795791369403,
  Audit1795849962373,
  ListVersions1795882500000,
  ListChanges1795960000000,
  VersionsOfAllLists1796000000000,
  ItemDetails1796100000000,
  ItemRepetition1796150000000,
  Trash1796200000000,
  KeyedWrites1796250000000,
  Lists1796300000000,
  ItemSearch1796400000000,
  Senders1796450000000,
  Reminders1796500000000,
  Outbox1796500000001,
  Invitations1796600000000,
  SharedLists1796700000000,
  ItemWordsPlannedOnce1796800000000,
];
