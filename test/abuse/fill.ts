import type { Person } from '../support/person.js';
import { execute } from '../support/postgres.js';
import type { RunningSystem } from '../support/topology.js';

/** The maximum number of items. */
export const MOST_ITEMS = 10_000;
const TITLE_LENGTH = 200;

/** Creates this many items of a user with SQL: as many calls would take minutes. */
export async function fill(
  { env }: RunningSystem,
  person: Person,
  count = MOST_ITEMS,
): Promise<void> {
  const url = env['TO_DO_DB_URL']!;
  await person.create('first');
  const userId = await person.id();
  await execute(
    url,
    `WITH item AS (
       INSERT INTO todo.to_do_items (title, status)
       SELECT rpad(n || ' ', ${TITLE_LENGTH}, 'x'), 'PENDING' FROM generate_series(2, ${count}) n
       RETURNING id
     )
     INSERT INTO todo.user_connections (user_id, to_do_id, role) SELECT ${userId}, id, 'owner' FROM item`,
  );
  await execute(
    url,
    `UPDATE todo.user_refs
     SET owned_items = ${count}, owned_bytes = 5 + ${(count - 1) * TITLE_LENGTH}
     WHERE user_id = ${userId}`,
  );
}
