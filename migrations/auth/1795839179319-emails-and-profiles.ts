import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Proven emails, changes of emails, and what people say of themselves. */
export class EmailsAndProfiles1795839179319 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Without a password, a user logs in by other means, or has to choose a new one.
    await queryRunner.query(`
      ALTER TABLE auth.users
        ALTER password_hash DROP NOT NULL,
        ADD COLUMN email_verified_at timestamptz,
        ADD COLUMN name      text,
        ADD COLUMN locale    text,
        ADD COLUMN time_zone text`);
    // The address that a link proves or restores.
    await queryRunner.query('ALTER TABLE auth.mail_links ADD COLUMN email text');
    // Former addresses, which no one else can use while the change can be undone.
    await queryRunner.query(`
      CREATE TABLE auth.reserved_emails (
        email   text PRIMARY KEY,
        user_id bigint NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        until   timestamptz NOT NULL
      )`);
    await queryRunner.query(
      'CREATE INDEX reserved_emails_user_id ON auth.reserved_emails (user_id)',
    );
    await queryRunner.query('CREATE INDEX reserved_emails_until ON auth.reserved_emails (until)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE auth.reserved_emails');
    await queryRunner.query('ALTER TABLE auth.mail_links DROP COLUMN email');
    // No password matches this.
    await queryRunner.query("UPDATE auth.users SET password_hash = '' WHERE password_hash IS NULL");
    await queryRunner.query(`
      ALTER TABLE auth.users
        ALTER password_hash SET NOT NULL, DROP COLUMN email_verified_at,
        DROP COLUMN name, DROP COLUMN locale, DROP COLUMN time_zone`);
  }
}
