import type { AuthClient } from '#auth-kernel';
import type { NamedUser, ReconcileDal } from '../ports/reconcile.dal.js';
import type { FindingName, Outcome, Report } from './report.js';
import { type AuthView, checkUser } from './user-check.js';

/** The maximum number of ids per call to auth. */
const PAGE = 1_000;

interface CheckedPage {
  users: NamedUser[];
  alive: ReadonlyMap<number, string>;
  found: Map<FindingName, NamedUser[]>;
}

/** Compares the users to whom items refer with those of auth, page by page. */
export class UserReconciler {
  constructor(
    private readonly dal: ReconcileDal,
    private readonly auth: AuthClient,
    /** The last event of auth that has been applied here; 0 for none. */
    private readonly appliedUpTo: number,
    /** Ends it before the next page. */
    private readonly signal: AbortSignal,
  ) {}

  /** Reports findings of users and their memberships; repairs proven ones, if allowed. */
  async check(report: Report, outcome: Outcome, restored: Outcome): Promise<void> {
    for await (const page of this.pages()) {
      report.seen.users += page.users.filter(({ isDeleted }) => !isDeleted).length;
      for (const [name, users] of page.found) {
        report.note(name, outcomeOf(name, outcome, restored), idsOf(users));
      }
      await this.checkItemsOf(page, report, outcome);
      if (outcome === 'repaired') await this.repair(page);
      if (restored === 'repaired') {
        for (const user of page.found.get('users_undeleted') ?? []) {
          await this.dal.undeleteUser({ ...user, uniqueId: user.uniqueId! });
        }
      }
    }
  }

  /** Deletes the data of unknown users, and assigns reused ids to their new users. */
  async removeUnknown(): Promise<void> {
    for await (const { found, alive } of this.pages()) {
      for (const { userId } of found.get('users_unknown') ?? []) {
        await this.dal.deleteUserData(userId);
        const uniqueId = alive.get(userId);
        if (uniqueId !== undefined) await this.dal.reassignUserId({ userId, uniqueId });
      }
    }
  }

  private async repair({ found, alive }: CheckedPage): Promise<void> {
    const users = (name: FindingName) => found.get(name) ?? [];
    const atAuth = ({ userId }: NamedUser) => ({ userId, uniqueId: alive.get(userId)! });
    await this.dal.insertUserRefs(users('users_without_ref').map(atAuth));
    for (const { userId } of users('deleted_with_items')) await this.dal.deleteUserData(userId);
    for (const user of users('ids_reused')) await this.dal.reassignUserId(atAuth(user));
  }

  private async checkItemsOf({ users }: CheckedPage, report: Report, outcome: Outcome) {
    const ids = idsOf(users);
    report.count('memberships_without_item', outcome, await this.dal.countWithoutItem(ids));
    if (outcome === 'repaired') await this.dal.removeWithoutItem(ids);
  }

  private async *pages(): AsyncGenerator<CheckedPage> {
    for (let after = 0; ;) {
      this.signal.throwIfAborted();
      const users = await this.dal.usersAfter(after, PAGE);
      if (users.length === 0) return;
      yield this.examine(users);
      after = users.at(-1)!.userId;
    }
  }

  /** Calls auth after the users were read here, so none of them can have registered since. */
  private async examine(users: NamedUser[]): Promise<CheckedPage> {
    const known = await this.auth.usersByIds(idsOf(users));
    const alive = new Map(known.map(({ id, uniqueId }) => [id, uniqueId]));
    const missing = users.filter(
      ({ userId, uniqueId }) => !uniqueId || alive.get(userId) !== uniqueId,
    );
    const deletions = missing.length ? await this.auth.deletionsOf(idsOf(missing)) : [];
    const view: AuthView = { alive, deletions, appliedUpTo: this.appliedUpTo };
    const found = new Map<FindingName, NamedUser[]>();
    for (const user of users) {
      const name = checkUser(user, view);
      if (name) found.set(name, [...(found.get(name) ?? []), user]);
    }
    return { users, alive, found };
  }
}

function outcomeOf(name: FindingName, outcome: Outcome, restored: Outcome): Outcome {
  if (name === 'users_undeleted') return restored;
  return name === 'users_unknown' ? 'needs a decision' : outcome;
}

function idsOf(users: NamedUser[]): number[] {
  return users.map(({ userId }) => userId);
}
