import { itemsOf, type Profile, visitorIds } from './profile.js';

/** Runs one statement without a time limit. */
export type Run = (statement: string, values?: unknown[]) => Promise<unknown>;

/** How long a session of the benchmark lasts: longer than any run. */
export const SESSION_HOURS = 12;

/**
 * Fills the tables of the auth context. All users have the same password.
 *
 * @param passwordHash of that password, with the parameters of the product
 */
export async function seedAuth(run: Run, { users }: Profile, passwordHash: string): Promise<void> {
  await run(
    `INSERT INTO auth.users (id, unique_id, email, password_hash) OVERRIDING SYSTEM VALUE
     SELECT i, '00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'), 'user-' || i || '@bench.example', $1
     FROM generate_series(1, ${users}) i`,
    [passwordHash],
  );
  await run(`SELECT setval(pg_get_serial_sequence('auth.users', 'id'), ${users})`);
}

/** Active sessions for the users who send requests. Renews existing ones. */
export async function seedSessions(run: Run, profile: Profile): Promise<void> {
  await run('DELETE FROM auth.sessions');
  await run(
    `INSERT INTO auth.sessions (id, user_id, created_at, last_used_at, expires_at)
     SELECT 's' || lpad(id::text, 21, '0'), id, now(), now(), now() + interval '${SESSION_HOURS} hours'
     FROM unnest($1::bigint[]) id`,
    [visitorIds(profile)],
  );
}

/** SQL: the status with which an item begins. */
export const statusOf = (id: string, { users }: Profile) =>
  `CASE WHEN (${id} - 1) / ${users} % 3 = 2 THEN 'DONE' ELSE 'PENDING' END`;

/** Fills the tables of the todo context. A third of the items is done. */
export async function seedTodo(run: Run, profile: Profile): Promise<void> {
  const [users, items] = [profile.users, itemsOf(profile)];
  await run(
    `INSERT INTO todo.to_do_items (id, title, status) OVERRIDING SYSTEM VALUE
     SELECT i, 'item ' || 1 + (i - 1) / ${users}, ${statusOf('i', profile)}
     FROM generate_series(1, ${items}) i`,
  );
  await run(
    `INSERT INTO todo.user_connections (user_id, to_do_id, role)
     SELECT 1 + (i - 1) % ${users}, i, 'owner' FROM generate_series(1, ${items}) i`,
  );
  await run(`SELECT setval(pg_get_serial_sequence('todo.to_do_items', 'id'), ${items})`);
  // The rows that todo inserts at a user's first write.
  await run(
    `INSERT INTO todo.user_refs (user_id, unique_id, owned_items, owned_bytes)
     SELECT c.user_id, '00000000-0000-4000-8000-' || lpad(to_hex(c.user_id), 12, '0'),
       count(*), sum(octet_length(i.title))
     FROM todo.user_connections c JOIN todo.to_do_items i ON i.id = c.to_do_id GROUP BY c.user_id`,
  );
}
