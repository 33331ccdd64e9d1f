/** What the parts below need of each deleted row `t`. */
export const GONE = 't.user_id, t.inherited, octet_length(t.title) AS bytes';

/** Uncounts rows of the trash of user $1 that a statement has deleted: a part of it, after `gone`. */
export const UNCOUNTED = `
  counted AS (
    UPDATE todo.user_refs r
    SET owned_items = r.owned_items - g.items, owned_bytes = r.owned_bytes - g.bytes
    FROM (SELECT count(*) AS items, sum(bytes) AS bytes FROM gone WHERE NOT inherited) AS g
    WHERE r.user_id = $1 AND g.items > 0
  )`;

/** The same for rows of several users. Locks the rows of the users in the order of their ids. */
export const UNCOUNTED_OF_ALL = `
  left_by AS (
    SELECT u.user_id, u.items, u.bytes
    FROM (
      SELECT user_id, count(*) AS items, sum(bytes) AS bytes
      FROM gone WHERE NOT inherited GROUP BY user_id ORDER BY user_id OFFSET 0
    ) AS u
    CROSS JOIN LATERAL (
      SELECT user_id FROM todo.user_refs WHERE user_id = u.user_id FOR NO KEY UPDATE
    ) AS r
  ), counted AS (
    UPDATE todo.user_refs r
    SET owned_items = r.owned_items - l.items, owned_bytes = r.owned_bytes - l.bytes
    FROM left_by l WHERE r.user_id = l.user_id
  )`;
