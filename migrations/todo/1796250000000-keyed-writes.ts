import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What writes with a key have done, so that it is done once: docs/decisions/0123. */
export class KeyedWrites1796250000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // No foreign keys: what was deleted is remembered, too.
    await queryRunner.query(`
      CREATE TABLE todo.idempotency_keys (
        user_id bigint NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        kind text NOT NULL,
        to_do_id bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, key)
      )`);
    await queryRunner.query('CREATE INDEX idempotency_keys_by_time ON todo.idempotency_keys (at)');
    await queryRunner.query(`
      CREATE TABLE todo.client_ids (
        user_id bigint NOT NULL,
        client_id uuid NOT NULL,
        fingerprint text NOT NULL,
        to_do_id bigint NOT NULL,
        gone_at timestamptz,
        PRIMARY KEY (user_id, client_id)
      )`);
    await queryRunner.query('CREATE INDEX client_ids_by_item ON todo.client_ids (to_do_id)');
    await queryRunner.query(`
      CREATE INDEX client_ids_by_end ON todo.client_ids (gone_at) WHERE gone_at IS NOT NULL`);
    await queryRunner.query(NOTE_GONE);
    await queryRunner.query(`
      CREATE TRIGGER to_do_items_gone AFTER DELETE ON todo.to_do_items
      FOR EACH ROW EXECUTE FUNCTION todo.note_gone_item()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER to_do_items_gone ON todo.to_do_items');
    await queryRunner.query('DROP FUNCTION todo.note_gone_item()');
    await queryRunner.query('DROP TABLE todo.client_ids');
    await queryRunner.query('DROP TABLE todo.idempotency_keys');
  }
}

/** By the database: version 1, processes of earlier versions and SQL by hand delete items, too. */
const NOTE_GONE = `CREATE FUNCTION todo.note_gone_item() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE todo.client_ids SET gone_at = now() WHERE to_do_id = (to_jsonb(OLD) ->> 'id')::bigint;
    RETURN NULL;
  END $$`;
