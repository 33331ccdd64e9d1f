import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators see since when a handler is stopped, and may set one back. */
export class EventOperations1795779132757 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE mail.event_cursors
        ADD COLUMN stopped_at timestamptz,
        ADD COLUMN repeats_to bigint`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE mail.event_cursors DROP COLUMN stopped_at, DROP COLUMN repeats_to`);
  }
}
