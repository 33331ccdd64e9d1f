import type { MigrationInterface, QueryRunner } from 'typeorm';

const NO_EVENT = '00000000-0000-0000-0000-000000000000';

/** Followers tell their positions, by which events are removed. */
export class EventRetention1795777393776 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE auth.event_cursors ADD COLUMN repeats_to bigint');
    await queryRunner.query(`
      ALTER TABLE auth.event_followers
        ADD COLUMN furthest_id bigint NOT NULL DEFAULT 0,
        ADD COLUMN furthest_event_id uuid NOT NULL DEFAULT '${NO_EVENT}'`);
    // Followers that exist tell their positions later: until then it is unknown what they need.
    await queryRunner.query(`
      INSERT INTO auth.event_followers (follower, id, event_id, seen_at)
      SELECT 'before-positions-were-told', 0, '${NO_EVENT}', now() WHERE EXISTS (SELECT FROM auth.events)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM auth.event_followers');
    await queryRunner.query(`
      ALTER TABLE auth.event_followers DROP COLUMN furthest_id, DROP COLUMN furthest_event_id`);
    await queryRunner.query('ALTER TABLE auth.event_cursors DROP COLUMN repeats_to');
  }
}
