import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ListVersions1795882500000 } from './1795882500000-list-versions.js';

/** What each version of a list has changed: docs/decisions/0119. */
export class ListChanges1795960000000 implements MigrationInterface {
  /** A later migration replaces some, and puts them back when it is reverted: do not change them. */
  static get functions(): readonly string[] {
    return REPLACED;
  }

  async up(queryRunner: QueryRunner): Promise<void> {
    // No foreign keys: what a user has lost is noted, too.
    await queryRunner.query(`
      CREATE TABLE todo.list_changes (
        id bigint GENERATED ALWAYS AS IDENTITY,
        user_id bigint NOT NULL,
        version bigint NOT NULL,
        to_do_id bigint NOT NULL,
        kind text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, version, to_do_id)
      )`);
    await queryRunner.query('CREATE INDEX list_changes_by_id ON todo.list_changes (id)');
    for (const text of NOTES) await queryRunner.query(text);
    for (const text of REPLACED) await queryRunner.query(text);
    await queryRunner.query('DROP FUNCTION todo.add_to_setting(text, bigint)');
    await queryRunner.query(FORGET);
    await queryRunner.query(`
      CREATE TRIGGER list_versions_forgotten AFTER TRUNCATE ON todo.list_versions
      FOR EACH STATEMENT EXECUTE FUNCTION todo.forget_list_changes()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER list_versions_forgotten ON todo.list_versions');
    await queryRunner.query('DROP FUNCTION todo.forget_list_changes()');
    for (const text of ListVersions1795882500000.functions)
      await queryRunner.query(replacing(text));
    await queryRunner.query(`
      DROP FUNCTION todo.add_to_setting(text, text), todo.take_noted(text), todo.count_full_settings(text)`);
    await queryRunner.query('DROP TABLE todo.list_changes');
  }
}

const replacing = (text: string) => text.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION');

/**
 * As before, but for text, and in settings of 8 KiB: each addition copies one. Beyond 64 of them, some 30,000
 * memberships, all lists count as changed.
 */
const NOTES = [
  `CREATE FUNCTION todo.add_to_setting(name text, value text) RETURNS void LANGUAGE plpgsql AS $$
   DECLARE
     before text := coalesce(nullif(current_setting(name, true), ''), ',');
     size integer := octet_length(before);
     full_ones integer;
   BEGIN
     IF before = '*' OR size < 2048 AND position(',' || value || ',' IN before) > 0 THEN RETURN; END IF;
     IF size > 8192 THEN
       full_ones := todo.count_full_settings(name) + 1;
       PERFORM set_config(name || '_' || full_ones, before, true);
       PERFORM set_config(name || '_full', full_ones::text, true);
       before := CASE WHEN full_ones > 64 THEN '*' ELSE ',' END;
     END IF;
     PERFORM set_config(name, CASE WHEN before = '*' THEN before ELSE before || value || ',' END, true);
   END $$`,

  `CREATE FUNCTION todo.count_full_settings(name text) RETURNS integer LANGUAGE sql AS $$
     SELECT coalesce(nullif(current_setting(name || '_full', true), ''), '0')::integer
   $$`,

  // Empties the settings. All lists: '*'.
  `CREATE FUNCTION todo.take_noted(name text) RETURNS text[] LANGUAGE plpgsql AS $$
   DECLARE
     noted text := coalesce(current_setting(name, true), '');
   BEGIN
     IF noted = '' THEN RETURN ARRAY[]::text[]; END IF;
     FOR i IN 1..todo.count_full_settings(name) LOOP
       IF noted <> '*' THEN noted := noted || current_setting(name || '_' || i); END IF;
       PERFORM set_config(name || '_' || i, '', true);
     END LOOP;
     PERFORM set_config(name || '_full', '', true);
     PERFORM set_config(name, '', true);
     RETURN array_remove(string_to_array(noted, ','), '');
   END $$`,
];

/** Versions begin anew, and changes of earlier ones would count as theirs. */
const FORGET = `CREATE FUNCTION todo.forget_list_changes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    TRUNCATE todo.list_changes;
    RETURN NULL;
  END $$`;

const REPLACED = [
  `CREATE OR REPLACE FUNCTION todo.note_item() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW IS DISTINCT FROM OLD THEN
       PERFORM todo.add_to_setting('list_versions.items', to_jsonb(NEW) ->> 'id');
     END IF;
     RETURN NULL;
   END $$`,

  // Former members are noted with the item that they had.
  `CREATE OR REPLACE FUNCTION todo.note_membership() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     old_row jsonb := to_jsonb(OLD);
     old_item text := old_row ->> 'to_do_id';
   BEGIN
     IF TG_OP <> 'INSERT' THEN
       PERFORM todo.add_to_setting('list_versions.former_members', (old_row ->> 'user_id') || ':' || old_item);
       PERFORM todo.add_to_setting('list_versions.items', old_item);
     END IF;
     IF TG_OP <> 'DELETE' THEN
       PERFORM todo.add_to_setting('list_versions.items', to_jsonb(NEW) ->> 'to_do_id');
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
       ) AS everyone ORDER BY user_id
       ON CONFLICT (user_id) DO UPDATE SET version = v.version + 1
       RETURNING user_id, version
     )
     INSERT INTO todo.list_changes (user_id, version, to_do_id, kind)
     SELECT user_id, version, 0, 'list' FROM raised;
   END $$`,

  // Whose membership this transaction has written has the item anew, unless it was inherited. A former member without
  // an item was noted before this migration: the whole list is sent. Planned once per connection: with a plan for each
  // transaction, two thirds of its time was planning.
  `CREATE OR REPLACE FUNCTION todo.raise_list_versions() RETURNS trigger LANGUAGE plpgsql
   SET plan_cache_mode = force_generic_plan AS $$
   DECLARE
     items text[] := todo.take_noted('list_versions.items');
     former text[] := todo.take_noted('list_versions.former_members');
     own xid := pg_current_xact_id()::xid;
     ids bigint[];
   BEGIN
     IF items = '{}' AND former = '{}' THEN RETURN NULL; END IF;
     IF items = '{*}' OR former = '{*}' THEN
       PERFORM todo.raise_all_list_versions();
       RETURN NULL;
     END IF;
     ids := items;
     PERFORM todo.lock_items(ids);
     WITH touched AS MATERIALIZED (
       SELECT c.user_id, c.to_do_id, CASE
         WHEN c.xmin <> own OR c.inherited THEN 'changed'
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
