import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators see since when a handler is stopped. */
export class EventOperations1795775095956 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE todo.event_cursors ADD COLUMN stopped_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE todo.event_cursors DROP COLUMN stopped_at');
  }
}
