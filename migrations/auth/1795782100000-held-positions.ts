import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events are kept since followers have left them: where they were is stored, too. */
export class HeldPositions1795782100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Where the followers that exist were is unknown: 0 holds all events until it is known.
    await queryRunner.query(`
      ALTER TABLE auth.event_followers
        ADD COLUMN held_id bigint NOT NULL DEFAULT 0,
        ADD COLUMN next_held_id bigint NOT NULL DEFAULT 0,
        ADD COLUMN next_held_at timestamptz NOT NULL DEFAULT now()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE auth.event_followers
        DROP COLUMN held_id, DROP COLUMN next_held_id, DROP COLUMN next_held_at`);
  }
}
