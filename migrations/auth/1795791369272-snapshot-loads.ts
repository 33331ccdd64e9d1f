import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A handler may start at a snapshot of its producer: which page is next. */
export class SnapshotLoads1795791369272 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE auth.event_cursors ADD COLUMN loading text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE auth.event_cursors DROP COLUMN loading');
  }
}
