import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a member is to be reminded of an item: docs/decisions/0133. Null: not at all. Infinity: the time is over, and nothing
 * is sent any more. Processes of earlier versions leave it as it is.
 */
export class Reminders1796500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Items are locked before memberships, as processes that run lock them.
    for (const text of DUE_CHANGED) await queryRunner.query(text);
    for (const table of ['user_connections', 'trash'])
      await queryRunner.query(`ALTER TABLE todo.${table} ADD COLUMN remind_at timestamptz`);
    await queryRunner.query(
      "CREATE INDEX user_connections_remind_at ON todo.user_connections (remind_at) WHERE remind_at < 'infinity'",
    );
    await queryRunner.query(noteMembership('{list_id,position,remind_at}', SEEN));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER to_do_items_due ON todo.to_do_items');
    await queryRunner.query('DROP FUNCTION todo.reach_reminders()');
    await queryRunner.query(noteMembership('{list_id,position}', 'true'));
    // Not a change of each row first: they are as they were before.
    for (const table of ['user_connections', 'trash'])
      await queryRunner.query(`ALTER TABLE todo.${table} DROP COLUMN remind_at`);
  }
}

/** Only its member sees a reminder: whether there is one, and not its time. */
const SEEN = `old_row - 'remind_at' <> new_row - 'remind_at'
  OR (old_row ->> 'remind_at' IS NULL) <> (new_row ->> 'remind_at' IS NULL)`;

/**
 * As the lists have made it, with other columns.
 *
 * @param own columns that concern no other member
 * @param seen whether their change is one of the member's list
 */
const noteMembership = (own: string, seen: string) => `
  CREATE OR REPLACE FUNCTION todo.note_membership() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    old_row jsonb := to_jsonb(OLD);
    new_row jsonb := to_jsonb(NEW);
    old_item text := old_row ->> 'to_do_id';
    own text[] := '${own}';
  BEGIN
    IF TG_OP = 'UPDATE' AND old_row <> new_row AND old_row - own = new_row - own THEN
      IF ${seen} THEN
        PERFORM todo.add_to_setting('list_versions.filed', (old_row ->> 'user_id') || ':' || old_item);
      END IF;
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
  END $$`;

/**
 * Processes that know reminders set them in the same transaction, afterwards. For others, and SQL by hand, it is as if the
 * time had come: what becomes of the reminders is decided by their item.
 */
const DUE_CHANGED = [
  `CREATE FUNCTION todo.reach_reminders() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     member bigint;
   BEGIN
     FOR member IN
       UPDATE todo.user_connections SET remind_at = now() WHERE to_do_id = NEW.id AND remind_at IS NOT NULL
       RETURNING user_id
     LOOP
       -- Otherwise the row, which is of this transaction, would be that of a new member.
       PERFORM todo.add_to_setting('list_versions.filed', member || ':' || NEW.id);
     END LOOP;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER to_do_items_due AFTER UPDATE OF due_date, due_time, due_zone ON todo.to_do_items
   FOR EACH ROW WHEN ((OLD.due_date, OLD.due_time, OLD.due_zone) IS DISTINCT FROM (NEW.due_date, NEW.due_time, NEW.due_zone))
   EXECUTE FUNCTION todo.reach_reminders()`,
];
