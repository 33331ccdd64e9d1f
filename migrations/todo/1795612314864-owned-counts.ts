import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OwnedCounts1795612314864 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // What a user owns, so that a limit of it can be kept without counting at each write.
    await queryRunner.query(`
      ALTER TABLE todo.user_refs
        ADD COLUMN owned_items integer NOT NULL DEFAULT 0,
        ADD COLUMN owned_bytes integer NOT NULL DEFAULT 0`);
    // Each item that is created changes its owner's row: room for the next version on its page.
    await queryRunner.query('ALTER TABLE todo.user_refs SET (fillfactor = 80)');
    await queryRunner.query(`
      UPDATE todo.user_refs r SET owned_items = owned.items, owned_bytes = owned.bytes
      FROM (
        SELECT c.user_id, count(*) AS items, sum(octet_length(i.title)) AS bytes
        FROM todo.user_connections c JOIN todo.to_do_items i ON i.id = c.to_do_id
        WHERE c.role = 'owner' GROUP BY c.user_id
      ) AS owned
      WHERE owned.user_id = r.user_id`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE todo.user_refs RESET (fillfactor)');
    await queryRunner.query(
      'ALTER TABLE todo.user_refs DROP COLUMN owned_items, DROP COLUMN owned_bytes',
    );
  }
}
