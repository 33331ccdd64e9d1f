import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Roles, disabled users and invitations. A session has the role of its login. Emails are searched by
 * their beginning. Of the tokens of invitations only hashes are stored.
 */
export class Administration1795839329197 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE auth.users
        ADD COLUMN role text NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
        ADD COLUMN disabled_at timestamptz`);
    await queryRunner.query(
      "CREATE INDEX users_administrators ON auth.users (id) WHERE role = 'admin'",
    );
    await queryRunner.query(
      'CREATE INDEX users_email_prefix ON auth.users (email text_pattern_ops)',
    );
    await queryRunner.query(
      "ALTER TABLE auth.sessions ADD COLUMN role text NOT NULL DEFAULT 'user'",
    );
    await queryRunner.query(`
      CREATE TABLE auth.invitations (
        email      text PRIMARY KEY CHECK (email = lower(email)),
        token_hash text NOT NULL UNIQUE,
        created_by text NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await queryRunner.query('CREATE INDEX invitations_expires_at ON auth.invitations (expires_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.invitations');
    await queryRunner.query('ALTER TABLE auth.sessions DROP COLUMN role');
    await queryRunner.query('DROP INDEX auth.users_email_prefix');
    await queryRunner.query('DROP INDEX auth.users_administrators');
    await queryRunner.query('ALTER TABLE auth.users DROP COLUMN disabled_at, DROP COLUMN role');
  }
}
