import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A handler that an operator sets back repeats events on purpose. */
export class EventRetention1795777394001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE todo.event_cursors ADD COLUMN repeats_to bigint');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE todo.event_cursors DROP COLUMN repeats_to');
  }
}
