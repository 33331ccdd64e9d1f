import { ItemsAndConnections1764000000000 } from './1764000000000-items-and-connections.js';
import { UserRefsAndCursor1795534622621 } from './1795534622621-user-refs-and-cursor.js';
import { OwnedCounts1795612314864 } from './1795612314864-owned-counts.js';

/** The schema of todo, oldest first. `scripts/add-migration.sh todo <what>` adds to it. */
export const migrations = [
  ItemsAndConnections1764000000000,
  UserRefsAndCursor1795534622621,
  OwnedCounts1795612314864,
];
