import type { AuthClient, User } from '#auth-kernel';

/** Those of the users that auth knows. Others have been deleted: what they have is about to be removed. */
export async function usersById(
  auth: AuthClient,
  ids: readonly number[],
): Promise<ReadonlyMap<number, User>> {
  if (ids.length === 0) return new Map();
  const users = await auth.usersByIds([...new Set(ids)]);
  return new Map(users.map((user) => [user.id, user]));
}
