import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ListChanges1795960000000 } from './1795960000000-list-changes.js';

/**
 * Lists of a user, and where each member has an item: docs/decisions/0126 and 0127. Processes of earlier versions add
 * items to the default list, which is no row, and leave those of other lists where they are.
 */
export class Lists1796300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE todo.lists (
        user_id     bigint NOT NULL,
        id          bigint GENERATED ALWAYS AS IDENTITY,
        name        text NOT NULL,
        position    integer NOT NULL,
        archived_at timestamptz,
        created_at  timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, id)
      )`);
    await queryRunner.query(`
      ALTER TABLE todo.user_connections ADD COLUMN list_id bigint, ADD COLUMN position text COLLATE "C"`);
    // In which list it was. No foreign key: the list may be deleted.
    await queryRunner.query('ALTER TABLE todo.trash ADD COLUMN list_id bigint');
    // No item is in a list yet, so that none needs to be read. A list of another user is no list here.
    await queryRunner.query(`
      ALTER TABLE todo.user_connections ADD CONSTRAINT user_connections_list
        FOREIGN KEY (user_id, list_id) REFERENCES todo.lists (user_id, id) NOT VALID`);
    await queryRunner.query(
      'CREATE INDEX user_connections_list ON todo.user_connections (user_id, list_id, position, to_do_id) WHERE list_id IS NOT NULL',
    );
    for (const text of [...FUNCTIONS, ...TRIGGERS]) await queryRunner.query(text);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const text of ListChanges1795960000000.functions) await queryRunner.query(text);
    // Not a change of each row first: they are as they were before.
    await queryRunner.query(
      'ALTER TABLE todo.user_connections DROP COLUMN list_id, DROP COLUMN position',
    );
    await queryRunner.query('ALTER TABLE todo.trash DROP COLUMN list_id');
    await queryRunner.query('DROP TABLE todo.lists');
    await queryRunner.query('DROP FUNCTION todo.note_list()');
  }
}

const FUNCTIONS = [
  // Where a member has an item concerns no other member.
  `CREATE OR REPLACE FUNCTION todo.note_membership() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     old_row jsonb := to_jsonb(OLD);
     new_row jsonb := to_jsonb(NEW);
     old_item text := old_row ->> 'to_do_id';
   BEGIN
     IF TG_OP = 'UPDATE' AND old_row <> new_row
       AND old_row - '{list_id,position}'::text[] = new_row - '{list_id,position}'::text[] THEN
       PERFORM todo.add_to_setting('list_versions.filed', (old_row ->> 'user_id') || ':' || old_item);
       RETURN NULL;
     END IF;
     IF TG_OP <> 'INSERT' THEN
       PERFORM todo.add_to_setting('list_versions.former_members', (old_row ->> 'user_id') || ':' || old_item);
       PERFORM todo.add_to_setting('list_versions.items', old_item);
     END IF;
     IF TG_OP <> 'DELETE' THEN
       PERFORM todo.add_to_setting('list_versions.items', new_row ->> 'to_do_id');
     END IF;
     RETURN NULL;
   END $$`,

  `CREATE FUNCTION todo.note_list() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW IS DISTINCT FROM OLD THEN
       PERFORM todo.add_to_setting('list_versions.filed', (coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> 'user_id') || ':-1');
     END IF;
     RETURN NULL;
   END $$`,

  `CREATE OR REPLACE FUNCTION todo.raise_all_list_versions() RETURNS void LANGUAGE plpgsql AS $$
   BEGIN
     PERFORM todo.lock_items(array_agg(to_do_id)) FROM todo.user_connections
     WHERE age(xmin) <= age(pg_current_xact_id()::xid);
     WITH raised AS (
       INSERT INTO todo.list_versions AS v (user_id, version)
       SELECT user_id, 1 FROM (
         SELECT user_id FROM todo.list_versions UNION SELECT user_id FROM todo.user_connections
         UNION SELECT user_id FROM todo.lists
       ) AS everyone ORDER BY user_id
       ON CONFLICT (user_id) DO UPDATE SET version = v.version + 1
       RETURNING user_id, version
     )
     INSERT INTO todo.list_changes (user_id, version, to_do_id, kind)
     SELECT user_id, version, 0, 'list' FROM raised;
   END $$`,

  // As before, and what a member has filed has changed for this member alone. The item -1 is the lists themselves:
  // processes of earlier versions, which know none, send the whole list of items for it.
  `CREATE OR REPLACE FUNCTION todo.raise_list_versions() RETURNS trigger LANGUAGE plpgsql
   SET plan_cache_mode = force_generic_plan AS $$
   DECLARE
     items text[] := todo.take_noted('list_versions.items');
     former text[] := todo.take_noted('list_versions.former_members');
     filed text[] := todo.take_noted('list_versions.filed');
     own xid := pg_current_xact_id()::xid;
     ids bigint[];
   BEGIN
     IF items = '{}' AND former = '{}' AND filed = '{}' THEN RETURN NULL; END IF;
     IF items = '{*}' OR former = '{*}' OR filed = '{*}' THEN
       PERFORM todo.raise_all_list_versions();
       RETURN NULL;
     END IF;
     ids := items;
     PERFORM todo.lock_items(ids);
     WITH touched AS MATERIALIZED (
       SELECT c.user_id, c.to_do_id, CASE
         WHEN c.xmin <> own OR c.inherited THEN 'changed'
         WHEN c.user_id || ':' || c.to_do_id IN (SELECT unnest(filed)) THEN 'changed'
         WHEN c.role = 'owner' THEN 'created'
         ELSE 'shared'
       END AS kind
       FROM (SELECT DISTINCT unnest(ids) AS id) AS item
       CROSS JOIN LATERAL (
         SELECT user_id, to_do_id, role, inherited, xmin FROM todo.user_connections
         WHERE to_do_id = item.id OFFSET 0
       ) AS c
       UNION ALL
       SELECT f.user_id, f.to_do_id, CASE
         WHEN f.to_do_id = 0 THEN 'list'
         WHEN i.id IS NULL THEN 'deleted'
         ELSE 'left'
       END
       FROM (
         SELECT DISTINCT split_part(pair, ':', 1)::bigint AS user_id,
           coalesce(nullif(split_part(pair, ':', 2), ''), '0')::bigint AS to_do_id
         FROM unnest(former) AS pair
       ) AS f
       LEFT JOIN LATERAL (SELECT id FROM todo.to_do_items WHERE id = f.to_do_id OFFSET 0) AS i ON true
       WHERE NOT EXISTS (
         SELECT FROM todo.user_connections WHERE user_id = f.user_id AND to_do_id = f.to_do_id OFFSET 0
       )
       UNION ALL
       SELECT f.user_id, f.to_do_id, CASE WHEN f.to_do_id = -1 THEN 'list' ELSE 'changed' END
       FROM (
         SELECT DISTINCT split_part(pair, ':', 1)::bigint AS user_id, split_part(pair, ':', 2)::bigint AS to_do_id
         FROM unnest(filed) AS pair
       ) AS f
       WHERE f.to_do_id = -1 OR f.to_do_id NOT IN (SELECT unnest(ids)) AND EXISTS (
         SELECT FROM todo.user_connections WHERE user_id = f.user_id AND to_do_id = f.to_do_id OFFSET 0
       )
     ), raised AS (
       INSERT INTO todo.list_versions AS v (user_id, version)
       SELECT user_id, 1 FROM (SELECT DISTINCT user_id FROM touched) AS users ORDER BY user_id
       ON CONFLICT (user_id) DO UPDATE SET version = v.version + 1
       RETURNING user_id, version
     )
     INSERT INTO todo.list_changes (user_id, version, to_do_id, kind)
     SELECT r.user_id, r.version, t.to_do_id, t.kind FROM raised AS r JOIN touched AS t ON t.user_id = r.user_id;
     RETURN NULL;
   END $$`,
];

const TRIGGERS = [
  `CREATE TRIGGER list_versions_note AFTER INSERT OR UPDATE OR DELETE ON todo.lists
   FOR EACH ROW EXECUTE FUNCTION todo.note_list()`,
  `CREATE CONSTRAINT TRIGGER list_versions_raise AFTER INSERT OR UPDATE OR DELETE ON todo.lists
   DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION todo.raise_list_versions()`,
];
