import { writeFile } from 'node:fs/promises';
import { itemIdsOf, itemsOf, type Profile } from '../database/profile.js';

/** Writes the items of `seedTodo` to a file of the JSON-file store. */
export async function writeTaskFile(path: string, profile: Profile): Promise<void> {
  const ids = Array.from({ length: itemsOf(profile) }, (_, i) => i + 1);
  const turnOf = (id: number) => Math.floor((id - 1) / profile.users);
  const created_at = new Date().toISOString();
  const file = {
    version: 1,
    next_id: ids.length + 1,
    items: ids.map((id) => ({
      id,
      title: `item ${1 + turnOf(id)}`,
      status: turnOf(id) % 3 === 2 ? 'DONE' : 'PENDING',
    })),
    connections: Array.from({ length: profile.users }, (_, i) => i + 1).flatMap((user_id) =>
      itemIdsOf(user_id, profile).map((to_do_id) => ({
        user_id,
        to_do_id,
        role: 'owner',
        created_at,
      })),
    ),
  };
  await writeFile(path, JSON.stringify(file));
}
