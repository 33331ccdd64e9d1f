import type { UserDeletion } from '#auth-kernel';
import type { NamedUser } from '../ports/reconcile.dal.js';
import type { FindingName } from './report.js';

/** The state of a page of users at auth. */
export interface AuthView {
  /** The public ids of existing users, by id. */
  alive: ReadonlyMap<number, string>;
  /** The deletions of the others. */
  deletions: readonly UserDeletion[];
  /** Later events are not due yet: the follower is about to apply them. */
  appliedUpTo: number;
}

export function checkUser(user: NamedUser, auth: AuthView): FindingName | undefined {
  const aliveAs = auth.alive.get(user.userId);
  if (user.uniqueId === null) {
    return aliveAs === undefined ? checkMissing(user, auth) : 'users_without_ref';
  }
  if (aliveAs === user.uniqueId) return user.isDeleted ? 'users_undeleted' : undefined;
  if (!user.isDeleted) return checkMissing(user, auth);
  if (user.hasItems) return 'deleted_with_items';
  return aliveAs === undefined ? undefined : 'ids_reused';
}

/** Absence at auth is not proof: require a user.deleted event. */
function checkMissing(user: NamedUser, auth: AuthView): FindingName | undefined {
  const deletion = auth.deletions.find(
    ({ userId, uniqueId }) =>
      userId === user.userId && (user.uniqueId === null || user.uniqueId === uniqueId),
  );
  if (!deletion) return 'users_unknown';
  return deletion.id > auth.appliedUpTo ? undefined : 'deleted_with_items';
}
