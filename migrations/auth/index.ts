import { UsersAndSessions1764000000000 } from './1764000000000-users-and-sessions.js';

/** The schema of auth, oldest first. `scripts/add-migration.sh auth <what>` adds to it. */
export const migrations = [UsersAndSessions1764000000000];
