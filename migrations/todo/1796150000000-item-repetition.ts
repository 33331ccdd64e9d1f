import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an item repeats. Processes of earlier versions leave it as it is. */
export class ItemRepetition1796150000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE todo.to_do_items ADD COLUMN repeat text');
    // No item has one yet, so that none needs to be read.
    await queryRunner.query(`
      ALTER TABLE todo.to_do_items ADD CONSTRAINT to_do_items_repeat
        CHECK (repeat IS NULL OR due_date IS NOT NULL) NOT VALID`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE todo.to_do_items DROP COLUMN repeat');
  }
}
