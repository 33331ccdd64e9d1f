import type { UserEvent } from '#auth-kernel';
import type { NamedUser } from '../ports/reconcile.dal.js';
import type { FindingName } from './report.js';

/** What auth says of the users of a page. */
export interface AuthView {
  /** The public ids of those whom auth knows, by id. */
  alive: ReadonlyMap<number, string>;
  /** The deletions of those whom it does not. */
  deletions: readonly UserEvent[];
  /** Later events are not due yet: whoever follows the events is about to apply them. */
  appliedUpTo: number;
}

/** What is wrong with a user; `undefined` if nothing is. */
export function checkUser(user: NamedUser, auth: AuthView): FindingName | undefined {
  const aliveAs = auth.alive.get(user.id);
  if (user.uniqueId === undefined) {
    return aliveAs === undefined ? checkMissing(user, auth) : 'users_unnoted';
  }
  if (aliveAs === user.uniqueId) return user.isDeleted ? 'users_alive_again' : undefined;
  if (!user.isDeleted) return checkMissing(user, auth);
  if (user.isConnected) return 'deleted_connected';
  return aliveAs === undefined ? undefined : 'ids_given_again';
}

/** Of somebody whom auth does not have: only an event of theirs proves that they were deleted. */
function checkMissing(user: NamedUser, auth: AuthView): FindingName | undefined {
  const deletion = auth.deletions.find(
    ({ userId, uniqueId }) =>
      userId === user.id && (user.uniqueId === undefined || user.uniqueId === uniqueId),
  );
  if (!deletion) return 'users_unknown';
  return deletion.id > auth.appliedUpTo ? undefined : 'deleted_connected';
}
