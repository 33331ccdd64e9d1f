import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OwnedCounts1795612314864 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The counts of a user's items, so that a limit needs no counting at each write.
    await queryRunner.query(`
      ALTER TABLE todo.user_refs
        ADD COLUMN owned_items integer NOT NULL DEFAULT 0,
        ADD COLUMN owned_bytes integer NOT NULL DEFAULT 0`);
    // Each created item changes its owner's row: leave room for the next version on the page.
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
