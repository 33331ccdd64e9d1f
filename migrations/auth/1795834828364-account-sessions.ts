import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions know their login, so that a person can tell them apart and end them. */
export class AccountSessions1795834828364 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Raised when the earlier sessions of the user end, all or all but one.
    await queryRunner.query(
      'ALTER TABLE auth.users ADD COLUMN session_generation integer NOT NULL DEFAULT 0',
    );
    // Without logged_in_at, the login was to an earlier version, or a refresh by one.
    await queryRunner.query(`
      ALTER TABLE auth.sessions
        ADD COLUMN logged_in_at  timestamptz,
        ADD COLUMN generation    integer NOT NULL DEFAULT 0,
        ADD COLUMN is_remembered boolean NOT NULL DEFAULT false,
        ADD COLUMN device        text,
        ADD COLUMN address       text`);
    // Ends of sessions in another store, from the commit of their event until it is applied.
    await queryRunner.query('CREATE TABLE auth.ending_sessions (session_id text PRIMARY KEY)');
    // Each login counts those of its user.
    await queryRunner.query(`
      CREATE INDEX sessions_current ON auth.sessions (user_id, expires_at)
      WHERE replaced_by IS NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.ending_sessions');
    await queryRunner.query('DROP INDEX auth.sessions_current');
    await queryRunner.query(`
      ALTER TABLE auth.sessions
        DROP COLUMN logged_in_at, DROP COLUMN generation, DROP COLUMN is_remembered,
        DROP COLUMN device, DROP COLUMN address`);
    await queryRunner.query('ALTER TABLE auth.users DROP COLUMN session_generation');
  }
}
