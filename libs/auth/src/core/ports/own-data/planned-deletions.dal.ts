import type { Role } from '../users.dal.js';

/** A user who is to be deleted. */
export interface DueUser {
  id: number;
  uniqueId: string;
  role: Role;
}

/** Stores which accounts are to be deleted, and when. With a user, the plan is deleted. */
export abstract class PlannedDeletionsDal {
  /** Plans a deletion, in the open transaction; resolves to its time, which is that of an earlier plan if there is one. */
  abstract plan(userId: number, at: Date): Promise<Date>;

  abstract isPlanned(userId: number): Promise<boolean>;

  /** In the open transaction; `false` if none was planned. */
  abstract cancel(userId: number): Promise<boolean>;

  /**
   * A user whose time has passed, locked until the open transaction ends. Users whom another transaction
   * has locked, such as a login or another process, are passed over, and those in `except`.
   */
  abstract takeDue(now: Date, except?: readonly number[]): Promise<DueUser | undefined>;
}
