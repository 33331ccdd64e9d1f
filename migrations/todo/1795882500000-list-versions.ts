import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A number per user that each change of the user's list raises, in its transaction: docs/decisions/0116. A user
 * without a row has version 0.
 */
export class ListVersions1795882500000 implements MigrationInterface {
  /** A later migration replaces some, and puts them back when it is reverted: do not change them. */
  static get functions(): readonly string[] {
    return FUNCTIONS;
  }

  async up(queryRunner: QueryRunner): Promise<void> {
    // Each change writes a row again: leave room for the next version on the page.
    await queryRunner.query(`
      CREATE TABLE todo.list_versions (
        user_id bigint PRIMARY KEY,
        version bigint NOT NULL
      ) WITH (fillfactor = 50)`);
    for (const text of FUNCTIONS) await queryRunner.query(text);
    for (const text of TRIGGERS) await queryRunner.query(text);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['to_do_items', 'user_connections']) {
      await queryRunner.query(`DROP TRIGGER list_versions_note ON todo.${table}`);
      await queryRunner.query(`DROP TRIGGER list_versions_raise ON todo.${table}`);
    }
    await queryRunner.query(`
      DROP FUNCTION todo.note_item(), todo.note_membership(), todo.raise_list_versions(),
        todo.raise_all_list_versions(), todo.lock_items(bigint[]), todo.add_to_setting(text, bigint)`);
    await queryRunner.query('DROP TABLE todo.list_versions');
    await queryRunner.query('DROP FUNCTION todo.refuse_lower_version()');
  }
}

const FUNCTIONS = [
  // Adds a number to a list. The list ends with the transaction, or with what is rolled back to a savepoint. Each addition
  // copies it, so that beyond 128 KiB, the ids of more items than a user has by default, all lists count as changed. Only
  // a short one is searched for the number: that takes longer than the copy.
  `CREATE FUNCTION todo.add_to_setting(name text, value bigint) RETURNS void LANGUAGE plpgsql AS $$
   DECLARE
     before text := coalesce(nullif(current_setting(name, true), ''), ',');
     size integer := octet_length(before);
   BEGIN
     IF before = '*' OR size < 2048 AND position(',' || value || ',' IN before) > 0 THEN RETURN; END IF;
     PERFORM set_config(name, CASE WHEN size > 131072 THEN '*' ELSE before || value || ',' END, true);
   END $$`,

  // As JSON: a function keeps the types of the columns that it names, even when they get other ones.
  `CREATE FUNCTION todo.note_item() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW IS DISTINCT FROM OLD THEN
       PERFORM todo.add_to_setting('list_versions.items', (to_jsonb(NEW) ->> 'id')::bigint);
     END IF;
     RETURN NULL;
   END $$`,

  // Who is no member any more is not found by the item.
  `CREATE FUNCTION todo.note_membership() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     old_row jsonb := to_jsonb(OLD);
     new_row jsonb := to_jsonb(NEW);
   BEGIN
     IF TG_OP <> 'INSERT' THEN
       PERFORM todo.add_to_setting('list_versions.former_members', (old_row ->> 'user_id')::bigint);
       PERFORM todo.add_to_setting('list_versions.items', (old_row ->> 'to_do_id')::bigint);
     END IF;
     IF TG_OP <> 'DELETE' THEN
       PERFORM todo.add_to_setting('list_versions.items', (new_row ->> 'to_do_id')::bigint);
     END IF;
     RETURN NULL;
   END $$`,

  // A transaction that adds a member waits for one that changes the item: the one that commits later finds what the
  // other has done. One with an older snapshot would not. So a change of members alone writes the item, too:
  // PostgreSQL refuses to change what was written after the snapshot (40001).
  `CREATE FUNCTION todo.lock_items(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
   DECLARE
     unwritten bigint[];
   BEGIN
     SELECT array_agg(id) FILTER (WHERE xmin <> pg_current_xact_id()::xid) INTO unwritten
     FROM (
       SELECT id, xmin FROM todo.to_do_items WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE
     ) AS locked;
     IF unwritten IS NOT NULL THEN
       UPDATE todo.to_do_items SET status = status WHERE id = ANY(unwritten);
     END IF;
   END $$`,

  // Instead of noted items: those that got a member by this transaction, and perhaps by later ones.
  `CREATE FUNCTION todo.raise_all_list_versions() RETURNS void LANGUAGE plpgsql AS $$
   BEGIN
     PERFORM todo.lock_items(array_agg(to_do_id)) FROM todo.user_connections
     WHERE age(xmin) <= age(pg_current_xact_id()::xid);
     INSERT INTO todo.list_versions AS v (user_id, version)
     SELECT user_id, 1 FROM (
       SELECT user_id FROM todo.list_versions UNION SELECT user_id FROM todo.user_connections
     ) AS everyone ORDER BY user_id
     ON CONFLICT (user_id) DO UPDATE SET version = v.version + 1;
   END $$`,

  // Runs once per changed row, when the transaction commits: the first one raises what all have noted, in the order of
  // users, so that no two transactions wait for each other.
  `CREATE FUNCTION todo.raise_list_versions() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     items text := coalesce(current_setting('list_versions.items', true), '');
     former text := coalesce(current_setting('list_versions.former_members', true), '');
     ids bigint[];
   BEGIN
     IF items = '' AND former = '' THEN RETURN NULL; END IF;
     PERFORM set_config('list_versions.items', '', true);
     PERFORM set_config('list_versions.former_members', '', true);
     IF items = '*' OR former = '*' THEN
       PERFORM todo.raise_all_list_versions();
       RETURN NULL;
     END IF;
     ids := string_to_array(trim(items, ','), ',');
     PERFORM todo.lock_items(ids);
     INSERT INTO todo.list_versions AS v (user_id, version)
     SELECT user_id, 1 FROM (
       SELECT c.user_id
       FROM (SELECT DISTINCT unnest(ids) AS id) AS item
       CROSS JOIN LATERAL (
         SELECT user_id FROM todo.user_connections WHERE to_do_id = item.id OFFSET 0
       ) AS c
       UNION
       SELECT unnest(string_to_array(trim(former, ','), ',')::bigint[])
     ) AS touched ORDER BY user_id
     ON CONFLICT (user_id) DO UPDATE SET version = v.version + 1;
     RETURN NULL;
   END $$`,

  `CREATE FUNCTION todo.refuse_lower_version() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'versions of lists only rise: a client may have the list of a version that was given before'
       USING ERRCODE = 'restrict_violation';
   END $$`,
];

const TRIGGERS = [
  // A new item has no members yet, and one that is deleted loses them by the foreign key.
  `CREATE TRIGGER list_versions_note AFTER UPDATE ON todo.to_do_items
   FOR EACH ROW EXECUTE FUNCTION todo.note_item()`,
  `CREATE CONSTRAINT TRIGGER list_versions_raise AFTER UPDATE ON todo.to_do_items
   DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION todo.raise_list_versions()`,
  `CREATE TRIGGER list_versions_note AFTER INSERT OR UPDATE OR DELETE ON todo.user_connections
   FOR EACH ROW EXECUTE FUNCTION todo.note_membership()`,
  `CREATE CONSTRAINT TRIGGER list_versions_raise AFTER INSERT OR UPDATE OR DELETE ON todo.user_connections
   DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION todo.raise_list_versions()`,
  // A version that was given before must never name other contents. TRUNCATE may: it begins another epoch.
  `CREATE TRIGGER list_versions_only_rise BEFORE UPDATE ON todo.list_versions
   FOR EACH ROW WHEN (NEW.version <= OLD.version OR NEW.user_id <> OLD.user_id)
   EXECUTE FUNCTION todo.refuse_lower_version()`,
  `CREATE TRIGGER list_versions_stay BEFORE DELETE ON todo.list_versions
   FOR EACH ROW EXECUTE FUNCTION todo.refuse_lower_version()`,
];
