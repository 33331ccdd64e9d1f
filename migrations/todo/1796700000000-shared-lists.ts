import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists that several users have: docs/decisions/0136. Each has a row of their own, with the same `shared_id`. What the owner of an
 * item files in such a list, all of them get, whichever process or statement files it: so processes of earlier versions share, too.
 */
export class SharedLists1796700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE todo.lists
        ADD COLUMN shared_id bigint,
        ADD COLUMN role text NOT NULL DEFAULT 'owner' CHECK (role IN ('owner', 'member'))`);
    await queryRunner.query(
      'CREATE INDEX lists_shared ON todo.lists (shared_id) WHERE shared_id IS NOT NULL',
    );
    await queryRunner.query('ALTER TABLE todo.invitations ADD COLUMN list_id bigint');
    await queryRunner.query(
      'CREATE UNIQUE INDEX invitations_list ON todo.invitations (sender_id, list_id, email) WHERE list_id IS NOT NULL',
    );
    for (const text of [SHARE_FILED, PROMOTE]) await queryRunner.query(text);
    for (const text of TRIGGERS) await queryRunner.query(`CREATE TRIGGER ${text}`);
  }

  /** Shared items stay shared. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION todo.share_filed() CASCADE');
    await queryRunner.query('DROP FUNCTION todo.promote_in_list() CASCADE');
    await queryRunner.query('DELETE FROM todo.invitations WHERE list_id IS NOT NULL');
    await queryRunner.query('ALTER TABLE todo.invitations DROP COLUMN list_id');
    await queryRunner.query('ALTER TABLE todo.lists DROP COLUMN shared_id, DROP COLUMN role');
  }
}

/** Items of the default list, which are almost all of version 1, cost nothing. */
const TRIGGERS = [
  `share_filed_new AFTER INSERT ON todo.user_connections
   FOR EACH ROW WHEN (NEW.list_id IS NOT NULL) EXECUTE FUNCTION todo.share_filed()`,
  `share_filed_moved AFTER UPDATE OF list_id ON todo.user_connections
   FOR EACH ROW WHEN (OLD.list_id IS DISTINCT FROM NEW.list_id) EXECUTE FUNCTION todo.share_filed()`,
  `lists_promote AFTER DELETE ON todo.lists
   FOR EACH ROW WHEN (OLD.shared_id IS NOT NULL AND OLD.role = 'owner') EXECUTE FUNCTION todo.promote_in_list()`,
];

/** The earliest member owns a list whose owner has it no more. */
const PROMOTE = `
  CREATE FUNCTION todo.promote_in_list() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE todo.lists SET role = 'owner' WHERE (user_id, id) IN (
      SELECT user_id, id FROM todo.lists WHERE shared_id = (to_jsonb(OLD) ->> 'shared_id')::bigint
      ORDER BY created_at, user_id LIMIT 1
    );
    RETURN NULL;
  END $$`;

/**
 * Of a locked or new item. Who does not own it files it for themselves. Others of the list wait until the end of the transaction: two
 * statements, as the second one sees what those have done who had the rows before. A member who has filed the item elsewhere keeps it when it leaves the list.
 */
const SHARE_FILED = `
  CREATE FUNCTION todo.share_filed() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    new_row jsonb := to_jsonb(NEW);
    owner bigint := new_row ->> 'user_id';
    item bigint := new_row ->> 'to_do_id';
    before bigint;
    after bigint;
  BEGIN
    IF new_row ->> 'role' <> 'owner' THEN RETURN NULL; END IF;
    IF TG_OP = 'UPDATE' THEN
      SELECT shared_id INTO before FROM todo.lists
      WHERE user_id = owner AND id = (to_jsonb(OLD) ->> 'list_id')::bigint FOR SHARE;
    END IF;
    SELECT shared_id INTO after FROM todo.lists
    WHERE user_id = owner AND id = (new_row ->> 'list_id')::bigint FOR SHARE;
    IF before IS NOT DISTINCT FROM after THEN RETURN NULL; END IF;
    PERFORM FROM todo.lists WHERE shared_id = ANY (ARRAY[before, after]) ORDER BY user_id, id FOR SHARE;
    DELETE FROM todo.user_connections c USING todo.lists l
    WHERE l.shared_id = before AND c.user_id = l.user_id AND c.to_do_id = item AND c.list_id = l.id
      AND c.user_id <> owner;
    INSERT INTO todo.user_connections AS c (user_id, to_do_id, role, created_at, inherited, list_id)
    SELECT l.user_id, item, 'member', now() + l.n * interval '1 microsecond', false, l.id
    FROM (
      SELECT user_id, id, row_number() OVER (ORDER BY created_at, user_id) AS n
      FROM todo.lists WHERE shared_id = after AND user_id <> owner
    ) AS l
    ON CONFLICT (user_id, to_do_id) DO UPDATE SET list_id = excluded.list_id, position = NULL
      WHERE c.list_id IS DISTINCT FROM excluded.list_id;
    RETURN NULL;
  END $$`;
