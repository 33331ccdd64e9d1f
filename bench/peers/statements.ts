// The SQL of the hand-written peers. Each statement has a name, so that PostgreSQL prepares it
// once per connection.

export const FIND_USER = {
  name: 'find-user',
  text: 'SELECT id FROM auth.users WHERE unique_id = $1',
};

export const LIST_ITEMS = {
  name: 'list-items',
  text: `SELECT i.id, i.title, i.status
FROM todo.user_connections c JOIN todo.to_do_items i ON i.id = c.to_do_id
WHERE c.user_id = $1 ORDER BY i.id`,
};

export const CREATE_ITEM = {
  name: 'create-item',
  text: `WITH item AS (INSERT INTO todo.to_do_items (title, status) VALUES ($2, $3) RETURNING id)
INSERT INTO todo.user_connections (user_id, to_do_id, role) SELECT $1, id, 'owner' FROM item`,
};

export const UPDATE_ITEM = {
  name: 'update-item',
  text: `UPDATE todo.to_do_items SET title = $3, status = $4
WHERE id = $2 AND EXISTS (SELECT 1 FROM todo.user_connections WHERE user_id = $1 AND to_do_id = $2)`,
};

export const ASK_VERSIONS = {
  name: 'ask-versions',
  text: `SELECT u.n::integer AS n, s.id IS NOT NULL AS active, coalesce(v.version, 0) AS version
FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS u (user_id, session_id, n)
LEFT JOIN auth.sessions s ON s.id = u.session_id AND s.user_id = u.user_id AND s.expires_at > now()
LEFT JOIN todo.list_versions v ON v.user_id = u.user_id`,
};
