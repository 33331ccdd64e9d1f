import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InheritedItems1795678843262 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Whether the item was handed over to its owner. Unknown for existing rows.
    await queryRunner.query(
      'ALTER TABLE todo.user_connections ADD COLUMN inherited boolean NOT NULL DEFAULT false',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // Earlier versions count them with what a user owns.
    await queryRunner.query(`
      UPDATE todo.user_refs r
      SET owned_items = owned_items + i.items, owned_bytes = owned_bytes + i.bytes
      FROM (
        SELECT c.user_id, count(*) AS items, sum(octet_length(i.title)) AS bytes
        FROM todo.user_connections c JOIN todo.to_do_items i ON i.id = c.to_do_id
        WHERE c.inherited GROUP BY c.user_id
      ) AS i
      WHERE i.user_id = r.user_id`);
    await queryRunner.query('ALTER TABLE todo.user_connections DROP COLUMN inherited');
  }
}
