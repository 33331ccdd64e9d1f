import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What version 2 of the API has of an item. Version 1, and processes of earlier versions, leave it as it is. */
export class ItemDetails1796100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // No value is computed for existing rows, so that the table is neither rewritten nor read: they have no times.
    await queryRunner.query(`
      ALTER TABLE todo.to_do_items
        ADD COLUMN notes text NOT NULL DEFAULT '',
        ADD COLUMN priority smallint NOT NULL DEFAULT 0,
        ADD COLUMN labels text[] NOT NULL DEFAULT '{}',
        ADD COLUMN due_date date,
        ADD COLUMN due_time time,
        ADD COLUMN due_zone text,
        ADD COLUMN created_at timestamptz,
        ADD COLUMN updated_at timestamptz,
        ADD COLUMN completed_at timestamptz`);
    await queryRunner.query(
      'ALTER TABLE todo.to_do_items ALTER COLUMN created_at SET DEFAULT now()',
    );
    for (const text of CHECKS) {
      await queryRunner.query(`ALTER TABLE todo.to_do_items ADD CONSTRAINT ${text} NOT VALID`);
    }
    for (const text of TIMES) await queryRunner.query(text);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER to_do_items_times_of_new ON todo.to_do_items');
    await queryRunner.query('DROP TRIGGER to_do_items_times ON todo.to_do_items');
    await queryRunner.query('DROP FUNCTION todo.set_item_times()');
    await queryRunner.query(`
      ALTER TABLE todo.to_do_items
        DROP COLUMN notes, DROP COLUMN priority, DROP COLUMN labels, DROP COLUMN due_date, DROP COLUMN due_time,
        DROP COLUMN due_zone, DROP COLUMN created_at, DROP COLUMN updated_at, DROP COLUMN completed_at`);
  }
}

const CHECKS = [
  'to_do_items_priority CHECK (priority BETWEEN 0 AND 3)',
  'to_do_items_due CHECK ((due_time IS NULL) = (due_zone IS NULL) AND (due_time IS NULL OR due_date IS NOT NULL))',
];

/** By the database, so that processes of earlier versions and SQL by hand set them, too. */
const TIMES = [
  `CREATE FUNCTION todo.set_item_times() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE' THEN NEW.updated_at := now(); END IF;
     IF TG_OP = 'INSERT' OR NEW.status IS DISTINCT FROM OLD.status THEN
       NEW.completed_at := CASE WHEN NEW.status = 'DONE' THEN now() END;
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER to_do_items_times_of_new BEFORE INSERT ON todo.to_do_items
   FOR EACH ROW WHEN (NEW.status = 'DONE' AND NEW.completed_at IS NULL) EXECUTE FUNCTION todo.set_item_times()`,
  `CREATE TRIGGER to_do_items_times BEFORE UPDATE ON todo.to_do_items
   FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION todo.set_item_times()`,
];
