import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts whose users have asked for the deletion, and until when they can change their mind. */
export class PlannedDeletions1795851902460 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE auth.planned_deletions (
        user_id    bigint PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
        deletes_at timestamptz NOT NULL
      )`);
    await queryRunner.query(
      'CREATE INDEX planned_deletions_deletes_at ON auth.planned_deletions (deletes_at)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.planned_deletions');
  }
}
