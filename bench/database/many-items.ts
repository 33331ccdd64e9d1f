import type { BenchDatabase } from './bench-database.js';

/** Of one user, beside all others: the default limit. */
export const MANY_ITEMS = 10_000;
/** All users add items in turn, so that those of one are on pages of their own. */
const OTHERS = 20;

/** Adds items of a user, and 20 times as many of others. One in three has notes; words are those of many items. */
export async function addManyItems(database: BenchDatabase, userId: number): Promise<void> {
  const { users } = database.profile;
  await database.query(
    `WITH item AS (
       INSERT INTO todo.to_do_items (title, status, notes)
       SELECT 'call customer ' || md5(i::text) || ' about order ' || i % 1000, 'PENDING',
         CASE WHEN i % 3 = 0 THEN repeat('words of a note ' || md5(i::text) || ' ', 5) ELSE '' END
       FROM generate_series(1, ${MANY_ITEMS * (OTHERS + 1)}) i RETURNING id
     )
     INSERT INTO todo.user_connections (user_id, to_do_id, role)
     SELECT CASE WHEN id % ${OTHERS + 1} = 0 THEN $1::bigint ELSE 1 + id % ${users} END, id, 'owner' FROM item`,
    [userId],
  );
  await database.query('VACUUM ANALYZE');
}
