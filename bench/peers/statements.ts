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
