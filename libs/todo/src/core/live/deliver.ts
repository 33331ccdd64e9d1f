import type { ListChangesDal } from '../ports/list-changes.dal.js';
import type { ListFollower } from './list-follower.js';

/** Lists that are read at the same time. */
const AT_ONCE = 8;

/**
 * Sends the changes since its tag to each follower. Those of one user who have the same list share one read.
 *
 * @throws the first error, after all have been served
 */
export async function deliver(
  changes: ListChangesDal,
  followers: readonly ListFollower[],
): Promise<void> {
  const groups = [...groupsOf(followers).values()];
  const errors: unknown[] = [];
  const work = async () => {
    for (let group = groups.pop(); group; group = groups.pop())
      await deliverTo(changes, group).catch((error: unknown) => errors.push(error));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (errors.length > 0) throw errors[0];
}

async function deliverTo(changes: ListChangesDal, group: readonly ListFollower[]): Promise<void> {
  const [{ user, tag }] = group as [ListFollower];
  const found = await changes.since(user, tag);
  for (const each of group) {
    if (typeof found === 'string') each.end();
    // Only on top of the list that it had: it may have got another one meanwhile.
    else if (each.tag === tag && found.tag !== tag) each.send(found);
  }
}

function groupsOf(followers: readonly ListFollower[]): Map<string, ListFollower[]> {
  const groups = new Map<string, ListFollower[]>();
  for (const each of followers) {
    const { user, tag } = each;
    const key = `${user.userId} ${user.uniqueId} ${tag}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}
