import { execute } from '../support/postgres.js';

/** The inconsistencies in a todo database, read by plain SQL. */
export async function dangling(todoUrl: string, userId: number) {
  const { rows } = await execute(
    todoUrl,
    `SELECT
       (SELECT count(*) FROM todo.user_connections WHERE user_id = ${userId})::integer AS connections,
       (SELECT count(*) FROM todo.to_do_items i WHERE NOT EXISTS (
         SELECT FROM todo.user_connections c WHERE c.to_do_id = i.id))::integer AS orphans,
       (SELECT count(*) FROM todo.to_do_items i WHERE 1 <> (
         SELECT count(*) FROM todo.user_connections c
         WHERE c.to_do_id = i.id AND c.role = 'owner'))::integer AS ownerless`,
  );
  return rows[0] as { connections: number; orphans: number; ownerless: number };
}

export const NOTHING = { connections: 0, orphans: 0, ownerless: 0 };
